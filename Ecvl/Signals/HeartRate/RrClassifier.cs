namespace DeepHealth.Ecvl.Signals;

/// <summary>Tells which beats of a series are artefacts.</summary>
/// <remarks>Lipponen and Tarvainen 2019, sections 2.2 and 2.3 with their constants: changes of the interval and deviations from the median of 11,
/// in units of thresholds that follow the spread of 91 beats. A threshold is at least 1 ms, so that a clockwork has one too.</remarks>
internal static class RrClassifier
{
    private const double Alpha = 5.2;
    private const double Slope = 0.13;
    private const double Offset = 0.17;
    private const double LeastThreshold = 1e-3;
    private const int SpreadHalf = 45;
    private const int MedianHalf = 5;

    /// <summary>Classes of beats; at least four.</summary>
    public static RrArtefact[] Classify(ReadOnlySpan<double> beats)
    {
        int n = beats.Length;
        double[] rr = new double[n];
        double[] change = new double[n];
        Differences(beats, rr);
        Differences(rr, change);
        Scale(change, Thresholds(change));
        double[] median = Medians(rr);
        double[] deviation = new double[n];
        for (int i = 0; i < n; i++)
        {
            double from = rr[i] - median[i];
            deviation[i] = from < 0 ? 2 * from : from;
        }

        double[] scale = Thresholds(deviation);
        Scale(deviation, scale);
        var kinds = new RrArtefact[n];
        int at = 0;
        while (at < n - 2)
        {
            if (Math.Abs(change[at]) <= 1)
            {
                at++;
            }
            else if (IsEctopic(change, at))
            {
                kinds[at++] = RrArtefact.Ectopic;
            }
            else
            {
                // A long interval may show in the beat after a change, so that both are looked at.
                int count = Math.Abs(change[at + 1]) < Math.Abs(change[at + 2]) ? 2 : 1;
                for (int j = at; j < at + count; j++)
                {
                    RrArtefact kind = Judge(j, rr, change, median, deviation, scale);
                    kinds[j] = kind == RrArtefact.None ? kinds[j] : kind;
                }

                at += count;
            }
        }

        return kinds;
    }

    private static RrArtefact Judge(int j, double[] rr, double[] change, double[] median, double[] deviation, double[] scale)
    {
        double next = Mirrored(change, j + 1);
        double afterNext = Mirrored(change, j + 2);
        double return22 = change[j] >= 0 ? Math.Min(next, afterNext) : Math.Max(next, afterNext);
        bool isLong = change[j] > 1 && return22 < -1;
        bool isShort = change[j] < -1 && return22 > 1;
        if (!isLong && !isShort && !(Math.Abs(deviation[j]) > 3))
        {
            return RrArtefact.None;
        }

        if (isShort && j + 1 < rr.Length && Math.Abs(rr[j] + rr[j + 1] - median[j]) < scale[j])
        {
            return RrArtefact.Extra;
        }

        return isLong && Math.Abs((rr[j] / 2) - median[j]) < scale[j] ? RrArtefact.Missed : RrArtefact.Misplaced;
    }

    /// <summary>Negative-positive-negative or positive-negative-positive changes (equations 7 to 9).</summary>
    private static bool IsEctopic(double[] change, int i)
    {
        double before = Mirrored(change, i - 1);
        double after = Mirrored(change, i + 1);
        return change[i] > 1
            ? Math.Max(before, after) < (-Slope * change[i]) - Offset
            : change[i] < -1 && Math.Min(before, after) > (-Slope * change[i]) + Offset;
    }

    private static double Mirrored(double[] values, int i)
    {
        int place = Math.Abs(i);
        return values[place < values.Length ? place : (2 * (values.Length - 1)) - place];
    }

    /// <summary>Differences; the first is the mean of the others.</summary>
    private static void Differences(ReadOnlySpan<double> values, double[] differences)
    {
        double sum = 0;
        for (int i = 1; i < values.Length; i++)
        {
            differences[i] = values[i] - values[i - 1];
            sum += differences[i];
        }

        differences[0] = sum / (values.Length - 1);
    }

    private static void Scale(double[] values, double[] thresholds)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= thresholds[i];
        }
    }

    /// <summary>Half the distance of the quartiles of the magnitudes around each beat, times α (equation 2).</summary>
    private static double[] Thresholds(double[] values)
    {
        double[] result = new double[values.Length];
        Span<double> window = stackalloc double[(2 * SpreadHalf) + 1];
        for (int i = 0; i < result.Length; i++)
        {
            int start = Math.Max(i - SpreadHalf, 0);
            int count = Math.Min(i + SpreadHalf + 1, values.Length) - start;
            for (int k = 0; k < count; k++)
            {
                window[k] = Math.Abs(values[start + k]);
            }

            Span<double> sorted = window[..count];
            sorted.Sort();
            result[i] = Math.Max(Alpha * (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 2, LeastThreshold);
        }

        return result;
    }

    private static double[] Medians(double[] values)
    {
        double[] result = new double[values.Length];
        Span<double> window = stackalloc double[(2 * MedianHalf) + 1];
        for (int i = 0; i < result.Length; i++)
        {
            int start = Math.Max(i - MedianHalf, 0);
            int count = Math.Min(i + MedianHalf + 1, values.Length) - start;
            values.AsSpan(start, count).CopyTo(window);
            window[..count].Sort();
            result[i] = Quantile(window[..count], 0.5);
        }

        return result;
    }

    private static double Quantile(Span<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
