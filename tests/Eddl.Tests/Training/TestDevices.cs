namespace DeepHealth.Eddl.Tests;

/// <summary>Devices that tests share, so that each team of threads is started once.</summary>
public static class TestDevices
{
    private static readonly Lazy<Device> s_one = new(() => new Device("cpu of 1 thread", new CpuKernels(new(1))));
    private static readonly Lazy<Device> s_two = new(() => new Device("cpu of 2 threads", new CpuKernels(new(2, pin: false))));
    private static readonly Lazy<Device> s_three = new(() => new Device("cpu of 3 threads", new CpuKernels(new(3, pin: false))));

    /// <summary>A CPU device with 1, 2 or 3 threads that are not pinned.</summary>
    public static Device Cpu(int threads) => threads switch
    {
        1 => s_one.Value,
        2 => s_two.Value,
        3 => s_three.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(threads)),
    };

    /// <summary><c>cpu</c>, <c>cpu 1</c> … <c>cpu 3</c> or <c>reference</c>.</summary>
    public static Device Named(string name) => name switch
    {
        "cpu" => Device.Cpu,
        "reference" => Device.Reference,
        _ => Cpu(int.Parse(name.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture)),
    };
}
