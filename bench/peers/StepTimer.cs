using System.Diagnostics;

namespace DeepHealth.Bench.Peers;

/// <summary>Times a step again and again. <c>peer.py</c> does the same.</summary>
public static class StepTimer
{
    private const int FewestTimes = 3;
    private const double ShortestMs = 1;

    /// <summary>Times steps one by one, or some together where one is too short for the clock.</summary>
    /// <param name="step">The step.</param>
    /// <param name="seconds">How long; at least 3 times are taken.</param>
    /// <param name="cpuTime">Whether processor time of this process counts instead of time on the wall.</param>
    /// <returns>Milliseconds per step.</returns>
    public static List<double> Measure(Action step, double seconds, bool cpuTime)
    {
        ArgumentNullException.ThrowIfNull(step);
        List<double> times = [];
        double end = Now(false) + (seconds * 1e3);
        step();
        int repeats = Repeats(step);
        while (times.Count < FewestTimes || Now(false) < end)
        {
            double before = Now(cpuTime);
            for (int i = 0; i < repeats; i++)
            {
                step();
            }

            times.Add((Now(cpuTime) - before) / repeats);
        }

        return times;
    }

    // Steps that together take about a millisecond.
    private static int Repeats(Action step)
    {
        double before = Now(false);
        step();
        return Math.Max(1, (int)(ShortestMs / Math.Max(Now(false) - before, 1e-4)));
    }

    private static double Now(bool cpuTime)
        => cpuTime ? Environment.CpuUsage.TotalTime.TotalMilliseconds : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
}
