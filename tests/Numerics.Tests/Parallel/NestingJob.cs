using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Every part runs a job of its own on the same team.</summary>
internal readonly struct NestingJob(WorkerTeam team, int[] runs, int inner) : IParallelJob
{
    private readonly WorkerTeam _team = team;
    private readonly int[] _runs = runs;
    private readonly int _inner = inner;

    public void Execute(int part)
    {
        int[] mine = new int[_inner];
        CountingJob job = new(mine);
        _team.Run(ref job, _inner);
        Assert.All(mine, count => Assert.Equal(1, count));
        Interlocked.Increment(ref _runs[part]);
    }
}
