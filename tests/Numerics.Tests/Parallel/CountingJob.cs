namespace DeepHealth.Numerics.Tests;

/// <summary>Counts how often each part ran, and by how many threads.</summary>
internal readonly struct CountingJob(int[] runs) : IParallelJob
{
    private readonly int[] _runs = runs;

    public void Execute(int part) => Interlocked.Increment(ref _runs[part]);
}
