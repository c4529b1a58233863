using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Kernels for processors: vector loops, shared among the threads of a team.</summary>
/// <remarks>Work is split into parts that depend on the sizes alone, never on the number of threads, and every sum has a fixed order:
/// results have the same bits for any number of threads. Calls allocate nothing once the scratch memory has its size.</remarks>
/// <param name="team">Threads that share the work.</param>
public sealed unsafe partial class CpuKernels(WorkerTeam team) : Kernels
{
    /// <summary>Elements of one part of a loop.</summary>
    internal const int BlockSize = 16 * 1024;

    // The same where there are many parts anyway: every claim costs, and so does every jump of the processor's reading ahead.
    private const int LargeBlockSize = 64 * 1024;

    // Below this many elements waking the team costs more than it saves.
    private const long SerialLimit = 32 * 1024;

    /// <summary>Elements of one part of an element-wise loop over <paramref name="count"/> elements.</summary>
    internal static int BlockSizeOf(long count) => count < 16 * LargeBlockSize ? BlockSize : LargeBlockSize;

    /// <summary>Number of blocks that <paramref name="count"/> elements are split into.</summary>
    internal static int Blocks(int count) => (int)(((long)count + BlockSizeOf(count) - 1) / BlockSizeOf(count));

    /// <summary>First element of a block.</summary>
    private static nint BlockStart(int part, int count) => (nint)part * BlockSizeOf(count);

    /// <summary>Elements of a block; the last one may be shorter.</summary>
    private static int BlockLength(int part, int count) => (int)Math.Min(BlockSizeOf(count), count - BlockStart(part, count));

    // Whether a result is so large that it had better not go through the caches.
    private static bool Streams(long count) => count >= SpanLoops.StreamedLength;

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
