namespace DeepHealth.Bench.Peers;

/// <summary>Numbers of elements of memory-bound kernels.</summary>
internal static class ElementCounts
{
    /// <summary>What fits into the first cache, into the last cache, and into neither.</summary>
    public static int[] All { get; } = [1 << 14, 1 << 20, 1 << 24];
}
