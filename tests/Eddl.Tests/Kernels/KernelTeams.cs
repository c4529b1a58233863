using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>CPU kernels on teams of 1, 2 and 3 threads.</summary>
public sealed class KernelTeams : IDisposable
{
    private readonly WorkerTeam[] _teams = [new(1), new(2, pin: false), new(3, pin: false)];

    public KernelTeams() => Cpu = [.. _teams.Select(team => new CpuKernels(team))];

    /// <summary>The kernels, by number of threads − 1.</summary>
    public IReadOnlyList<Kernels> Cpu { get; }

    public void Dispose()
    {
        foreach (WorkerTeam team in _teams)
        {
            team.Dispose();
        }
    }
}
