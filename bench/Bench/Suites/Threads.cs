namespace DeepHealth.Bench;

/// <summary>Numbers of threads that the suites run with.</summary>
internal static class Threads
{
    /// <summary>One thread, and one per processor where there are more.</summary>
    public static int[] Counts { get; } = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
}
