namespace DeepHealth.Bench;

/// <summary>Numbers of threads that the suites run with.</summary>
internal static class Threads
{
    private static readonly Dictionary<int, Eddl.Device> s_devices = [];

    /// <summary>One thread, and one per processor where there are more.</summary>
    public static int[] Counts { get; } = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];

    /// <summary>The device with a number of threads; one for all suites, so that its workers are started once.</summary>
    public static Eddl.Device Device(int threads)
    {
        if (!s_devices.TryGetValue(threads, out Eddl.Device? device))
        {
            device = Eddl.Device.CpuWithThreads(threads);
            s_devices.Add(threads, device);
        }

        return device;
    }
}
