using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Kernels for processors: vector loops, shared among the threads of a team.</summary>
/// <remarks>Work is split into parts that depend on the sizes alone, never on the number of threads, and every sum has a fixed order:
/// results have the same bits for any number of threads. Calls allocate nothing once the scratch memory has its size.</remarks>
/// <param name="team">Threads that share the work.</param>
public sealed unsafe partial class CpuKernels(WorkerTeam team) : Kernels
{
    /// <summary>Elements of one part of an element-wise loop.</summary>
    internal const int BlockSize = 16 * 1024;

    // Below this many elements waking the team costs more than it saves.
    private const long SerialLimit = 32 * 1024;

    /// <summary>Number of blocks that <paramref name="count"/> elements are split into.</summary>
    internal static int Blocks(int count) => (int)(((long)count + BlockSize - 1) / BlockSize);

    /// <summary>Runs a job on the team, or on this thread alone where there is little to do.</summary>
    /// <param name="job">Job.</param>
    /// <param name="parts">Its number of parts.</param>
    /// <param name="work">Elements (or products) it handles in all.</param>
    private void Run<TJob>(ref TJob job, int parts, long work)
        where TJob : struct, IParallelJob
    {
        if (work >= SerialLimit)
        {
            team.Run(ref job, parts);
            return;
        }

        for (int part = 0; part < parts; part++)
        {
            job.Execute(part);
        }
    }
}
