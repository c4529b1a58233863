using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The devices that every tensor test runs on, by name.</summary>
internal static class Devices
{
    /// <summary>All names, for theories.</summary>
    public static TheoryData<string> All => ["reference", "cpu"];

    public static Device Named(string name) => name switch
    {
        "reference" => Device.Reference,
        "cpu" => Device.Cpu,
        _ => throw new ArgumentException($"There is no device {name}.", nameof(name)),
    };
}
