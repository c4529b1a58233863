namespace DeepHealth.Numerics.Tests;

/// <summary>Throws in one part.</summary>
internal readonly struct FailingJob(int failing) : IParallelJob
{
    private readonly int _failing = failing;

    public void Execute(int part)
    {
        if (part == _failing)
        {
            throw new InvalidOperationException($"part {part} failed");
        }
    }
}
