namespace DeepHealth.Ecvl.Signals;

/// <summary>Computes heart rate variability again and again over the last seconds: the features of seizure and arrhythmia detectors. For one thread.</summary>
/// <remarks>Each row describes the past: the window of length W at time t holds the intervals that ended in [t − W, t), and there is none before t = W.
/// Intervals are cleaned within each window.</remarks>
/// <param name="options">Windows and cleaning; null for defaults.</param>
public sealed class SlidingHrv(SlidingHrvOptions? options = null)
{
    private readonly SlidingHrvOptions _options = options ?? new SlidingHrvOptions();
    private readonly NnSpectrum _spectrum = new();
    private double[] _clean = [];

    /// <summary>Computes the rows of a recording: at 0, one step, two steps and so on, up to the last interval.</summary>
    /// <param name="endTimesMs">When each interval ended, rising.</param>
    /// <param name="intervalsMs">As many intervals between beats.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the times do not rise.</exception>
    public SlidingHrvRow[] Compute(ReadOnlySpan<double> endTimesMs, ReadOnlySpan<double> intervalsMs)
    {
        Check(endTimesMs, intervalsMs);
        if (endTimesMs.IsEmpty)
        {
            return [];
        }

        SlidingHrvRow[] rows = new SlidingHrvRow[(int)(endTimesMs[^1] / _options.StepMs) + 1];
        _clean = new double[intervalsMs.Length];
        int end = 0;
        (int shortStart, int mediumStart, int longStart) = (0, 0, 0);
        for (int row = 0; row < rows.Length; row++)
        {
            double now = row * _options.StepMs;
            end = Advance(endTimesMs, end, now);
            shortStart = Advance(endTimesMs, shortStart, now - _options.ShortMs);
            mediumStart = Advance(endTimesMs, mediumStart, now - _options.MediumMs);
            longStart = Advance(endTimesMs, longStart, now - _options.LongMs);
            ReadOnlySpan<double> medium = Window(intervalsMs, mediumStart, end, now, _options.MediumMs);
            PoincareHrv? poincare = medium.Length >= 3 ? PoincareHrv.Of(medium) : null;
            double? entropy = medium.Length >= 4 ? SampleEntropy.Of(medium) : null;
            ReadOnlySpan<double> brief = Window(intervalsMs, shortStart, end, now, _options.ShortMs);
            TimeDomainHrv? time = brief.Length >= 2 ? TimeDomainHrv.Of(brief) : null;
            ReadOnlySpan<double> large = Window(intervalsMs, longStart, end, now, _options.LongMs);
            rows[row] = new SlidingHrvRow(now, time, poincare, entropy, large.Length >= 3 ? _spectrum.Compute(large) : null);
        }

        return rows;
    }

    private static void Check(ReadOnlySpan<double> times, ReadOnlySpan<double> intervals)
    {
        if (times.Length != intervals.Length)
        {
            throw new ArgumentException($"SlidingHrv: {times.Length} times for {intervals.Length} intervals.", nameof(intervals));
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!(times[i] >= (i == 0 ? 0 : times[i - 1])) || double.IsInfinity(times[i]))
            {
                throw new ArgumentException($"SlidingHrv: interval {i} ends at {times[i]} ms after {(i == 0 ? 0 : times[i - 1])} ms; times must rise.", nameof(times));
            }
        }
    }

    private static int Advance(ReadOnlySpan<double> times, int index, double to)
    {
        while (index < times.Length && times[index] < to)
        {
            index++;
        }

        return index;
    }

    /// <summary>The cleaned intervals of a window; none before its first time, or where no interval is possible.</summary>
    private ReadOnlySpan<double> Window(ReadOnlySpan<double> intervals, int start, int end, double now, double length)
    {
        if (now < length || start == end)
        {
            return [];
        }

        Span<double> clean = _clean.AsSpan(0, end - start);
        NnIntervals.Clean(intervals[start..end], clean, _options.Cleaning);
        return double.IsNaN(clean[0]) ? [] : clean;
    }
}
