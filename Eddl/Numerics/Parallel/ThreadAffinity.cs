using System.Runtime.InteropServices;

namespace DeepHealth.Numerics;

/// <summary>Pins the calling thread to one of the processors the process may use. Does nothing where the system has no such call.</summary>
internal static unsafe partial class ThreadAffinity
{
    private const int MaskWords = 16;

    /// <summary>Processors the process may use, in ascending order; empty where that cannot be told.</summary>
    public static int[] Allowed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        ulong* mask = stackalloc ulong[MaskWords];
        new Span<ulong>(mask, MaskWords).Clear();
        if (GetAffinity(0, MaskWords * sizeof(ulong), mask) < 0)
        {
            return [];
        }

        List<int> processors = [];
        for (int i = 0; i < MaskWords * 64; i++)
        {
            if ((mask[i / 64] >> (i % 64) & 1) != 0)
            {
                processors.Add(i);
            }
        }

        return [.. processors];
    }

    /// <summary>Pins the calling thread.</summary>
    public static void Pin(int processor) => Pin(processor, thread: 0);

    /// <summary>Pins a thread by the number that <see cref="CurrentThread"/> gave it.</summary>
    public static void Pin(int processor, int thread)
    {
        ulong* mask = stackalloc ulong[MaskWords];
        new Span<ulong>(mask, MaskWords).Clear();
        mask[processor / 64] = 1UL << (processor % 64);

        // A refusal is harmless: the thread then runs wherever the system puts it.
        _ = SetAffinity(thread, MaskWords * sizeof(ulong), mask);
    }

    /// <summary>The system's number of the calling thread; 0 where the C library is too old to tell.</summary>
    public static int CurrentThread()
    {
        try
        {
            return GetThread();
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>The processor that the calling thread runs on at this moment.</summary>
    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    [SuppressGCTransition]
    public static partial int CurrentProcessor();

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThread();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);
}
