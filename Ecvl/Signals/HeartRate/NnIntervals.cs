namespace DeepHealth.Ecvl.Signals;

/// <summary>Cleans intervals between beats: what remains are intervals between normal beats, none left out.</summary>
/// <remarks>Task Force of the ESC and NASPE, "Heart Rate Variability: Standards of Measurement", Circulation 93, 1996.</remarks>
public static class NnIntervals
{
    private const double Share = 0.2;
    private const int AcarCount = 9;

    /// <summary>Intervals between beats.</summary>
    /// <param name="peaks">Samples of R peaks, rising.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    /// <returns>Milliseconds, one less than there are peaks.</returns>
    public static double[] FromPeaks(ReadOnlySpan<int> peaks, double rateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        double[] intervals = new double[Math.Max(peaks.Length - 1, 0)];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = (peaks[i + 1] - peaks[i]) * 1000.0 / rateHz;
        }

        return intervals;
    }

    /// <summary>Replaces impossible and ectopic intervals by interpolation.</summary>
    /// <remarks>Impossible ones first, so that they do not make their neighbours look ectopic.</remarks>
    /// <param name="intervalsMs">Intervals between beats in milliseconds.</param>
    /// <param name="options">Limits and rule; null for defaults.</param>
    /// <returns>As many intervals; NaN throughout where none was possible.</returns>
    public static double[] Clean(ReadOnlySpan<double> intervalsMs, NnOptions? options = null)
    {
        double[] result = new double[intervalsMs.Length];
        Clean(intervalsMs, result, options ?? new NnOptions());
        return result;
    }

    /// <summary>Replaces impossible and ectopic intervals by interpolation, without allocation.</summary>
    /// <param name="intervalsMs">Intervals between beats in milliseconds.</param>
    /// <param name="destination">As many intervals; may be the same memory.</param>
    /// <param name="options">Limits and rule.</param>
    /// <returns>How many were replaced; all where none was possible.</returns>
    public static int Clean(ReadOnlySpan<double> intervalsMs, Span<double> destination, NnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        destination = destination[..intervalsMs.Length];
        int replaced = 0;
        for (int i = 0; i < intervalsMs.Length; i++)
        {
            bool isPossible = intervalsMs[i] >= options.LeastMs && intervalsMs[i] <= options.MostMs;
            destination[i] = isPossible ? intervalsMs[i] : double.NaN;
            replaced += isPossible ? 0 : 1;
        }

        if (!Fill(destination))
        {
            return destination.Length;
        }

        replaced += MarkEctopic(destination, options.Rule);
        Fill(destination);
        return replaced;
    }

    /// <summary>Replaces ectopic intervals by NaN.</summary>
    /// <param name="intervalsMs">Intervals between beats in milliseconds, changed in place.</param>
    /// <param name="rule">Which intervals are ectopic.</param>
    /// <returns>How many were replaced.</returns>
    public static int MarkEctopic(Span<double> intervalsMs, EctopicRule rule) => rule switch
    {
        EctopicRule.None => 0,
        EctopicRule.Malik => MarkByLast(intervalsMs, Share, Share),
        EctopicRule.Kamath => MarkByLast(intervalsMs, 0.325, 0.245),
        EctopicRule.Karlsson => MarkByNeighbours(intervalsMs),
        EctopicRule.Acar => MarkByMean(intervalsMs),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, $"NnIntervals: there is no rule {rule}."),
    };

    /// <summary>Replaces NaN by straight lines between its neighbours; at the ends by the nearest number. False where there is no number.</summary>
    public static bool Fill(Span<double> values)
    {
        int last = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            for (int gap = last + 1; gap < i; gap++)
            {
                values[gap] = last < 0 ? values[i] : values[last] + ((values[i] - values[last]) / (i - last) * (gap - last));
            }

            last = i;
        }

        if (last < 0)
        {
            return false;
        }

        values[(last + 1)..].Fill(values[last]);
        return true;
    }

    private static int MarkByLast(Span<double> intervals, double longer, double shorter)
    {
        int marked = 0;
        double last = intervals.IsEmpty ? 0 : intervals[0];
        bool keepsNext = false;
        for (int i = 1; i < intervals.Length; i++)
        {
            double next = intervals[i];
            if (keepsNext)
            {
                keepsNext = false;
            }
            else if (next - last > longer * last || last - next > shorter * last)
            {
                intervals[i] = double.NaN;
                marked++;
                keepsNext = true;
            }

            last = next;
        }

        return marked;
    }

    private static int MarkByNeighbours(Span<double> intervals)
    {
        int marked = 0;
        double before = intervals.IsEmpty ? 0 : intervals[0];
        for (int i = 1; i < intervals.Length - 1; i++)
        {
            double mean = (before + intervals[i + 1]) / 2;
            before = intervals[i];
            if (!(Math.Abs(mean - intervals[i]) < Share * mean))
            {
                intervals[i] = double.NaN;
                marked++;
            }
        }

        return marked;
    }

    private static int MarkByMean(Span<double> intervals)
    {
        int marked = 0;
        for (int i = AcarCount; i < intervals.Length; i++)
        {
            double sum = 0;
            int kept = 0;
            foreach (double interval in intervals[(i - AcarCount)..i])
            {
                sum += double.IsNaN(interval) ? 0 : interval;
                kept += double.IsNaN(interval) ? 0 : 1;
            }

            if (!(Math.Abs((sum / kept) - intervals[i]) < Share * (sum / kept)))
            {
                intervals[i] = double.NaN;
                marked++;
            }
        }

        return marked;
    }
}
