using System.Diagnostics;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary>What the machine can do with a number of threads: the most that was measured in this run, a little before every benchmark.</summary>
/// <remarks>The most, because a system that puts both threads on one processor for a moment must not halve the peak.</remarks>
internal static class Peaks
{
    private const int Tries = 6;

    // Many short parts, so that a worker that wakes late does not leave half of the work to the caller.
    private const int PartsPerThread = 8;

    private static readonly Dictionary<int, WorkerTeam> s_teams = [];
    private static readonly Dictionary<int, double> s_operations = [];
    private static readonly Dictionary<int, double> s_bytes = [];

    /// <summary>Multiplications and additions per second.</summary>
    public static double OperationsPerSecond(int threads) => s_operations[threads];

    /// <summary>Bytes per second read and written by a triad over memory much larger than the caches; measured once per number of threads.</summary>
    public static double BytesPerSecond(int threads) => s_bytes[threads];

    /// <summary>Measures with a number of threads.</summary>
    /// <param name="threads">Number of threads.</param>
    public static void Measure(int threads)
    {
        if (!s_teams.TryGetValue(threads, out WorkerTeam? team))
        {
            team = new WorkerTeam(threads);
            s_teams.Add(threads, team);
        }

        MultiplyAddJob multiplyAdds = default;
        int parts = PartsPerThread * threads;
        double operations = MultiplyAddJob.Operations * parts / Shortest(team, ref multiplyAdds, parts);
        s_operations[threads] = Math.Max(operations, s_operations.GetValueOrDefault(threads));
        if (!s_bytes.ContainsKey(threads))
        {
            using TriadMemory memory = new();
            TriadJob triad = new(memory, parts);
            s_bytes[threads] = TriadMemory.Bytes / Shortest(team, ref triad, parts);
        }
    }

    private static double Shortest<TJob>(WorkerTeam team, ref TJob job, int parts)
        where TJob : struct, IParallelJob
    {
        // The first run wakes the workers and touches the memory.
        team.Run(ref job, parts);
        double shortest = double.PositiveInfinity;
        for (int i = 0; i < Tries; i++)
        {
            long start = Stopwatch.GetTimestamp();
            team.Run(ref job, parts);
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return shortest;
    }
}
