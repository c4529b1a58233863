using System.Diagnostics;

namespace DeepHealth.Bench.Peers;

/// <summary>Waits until other programs leave the processors alone.</summary>
/// <remarks>Two threads that meet at barriers are as slow as the slower one, and spinning ones lose much more, so a turn during a build next door says
/// nothing. Where the system does not tell its load (<c>/proc/stat</c>, Linux), nothing is waited for.</remarks>
public static class QuietMoment
{
    private const double BusyAllowed = 0.1;
    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(60);

    /// <summary>Waits while processors are busy more than a tenth of the time. Call it while neither side computes.</summary>
    /// <param name="seconds">How long at most.</param>
    /// <returns>Whether it became quiet.</returns>
    public static bool Wait(double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Busy() > BusyAllowed)
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > seconds)
            {
                return false;
            }
        }

        return true;
    }

    private static double Busy()
    {
        (long idle, long total) = Ticks();
        Thread.Sleep(s_sample);
        (long idleAfter, long totalAfter) = Ticks();
        return totalAfter == total ? 0 : 1 - ((double)(idleAfter - idle) / (totalAfter - total));
    }

    /// <summary>The first line of <c>/proc/stat</c>: user, nice, system, idle, waiting for disks, and others, since the system started.</summary>
    private static (long Idle, long Total) Ticks()
    {
        const string File = "/proc/stat";
        if (!System.IO.File.Exists(File))
        {
            return (0, 0);
        }

        long[] ticks = [.. System.IO.File.ReadLines(File).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(long.Parse)];
        return (ticks[3] + ticks[4], ticks.Sum());
    }
}
