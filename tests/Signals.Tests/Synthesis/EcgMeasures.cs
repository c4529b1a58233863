using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Signals.Tests.Synthesis;

/// <summary>Measurements that the tests take from generated records.</summary>
internal static class EcgMeasures
{
    public static double[] Intervals(SyntheticEcg ecg) => [.. ecg.Beats.Zip(ecg.Beats.Skip(1), (a, b) => b.TimeSeconds - a.TimeSeconds)];

    public static double VariationOf(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean))) / mean;
    }

    public static double Deviation(float[] samples)
    {
        double mean = samples.Average();
        return Math.Sqrt(samples.Average(x => (x - mean) * (x - mean)));
    }

    /// <summary>Time of the largest sample, in the direction of <paramref name="sign"/>, within 60 ms of a time.</summary>
    public static double PeakNear(SyntheticEcg ecg, double seconds, int sign)
    {
        int first = Math.Max(0, (int)((seconds - 0.06) * ecg.RateHz));
        int last = Math.Min(ecg.Samples.Length - 1, (int)((seconds + 0.06) * ecg.RateHz));
        int best = first;
        for (int i = first; i <= last; i++)
        {
            best = sign * ecg.Samples[i] > sign * ecg.Samples[best] ? i : best;
        }

        return best / ecg.RateHz;
    }

    /// <summary>Mean signal of all beats but the first and last, at a time relative to the R peak, averaged over ±15 ms.</summary>
    public static double AlignedMean(SyntheticEcg ecg, double fromR)
    {
        double sum = 0;
        int count = 0;
        foreach (EcgBeat beat in ecg.Beats.Skip(1).SkipLast(1))
        {
            int center = (int)Math.Round((beat.TimeSeconds + fromR) * ecg.RateHz);
            int reach = (int)(0.015 * ecg.RateHz);
            for (int i = center - reach; i <= center + reach; i++, count++)
            {
                sum += ecg.Samples[i];
            }
        }

        return sum / count;
    }

    /// <summary>How long the signal stays beyond half of its value at a time, in seconds.</summary>
    public static double HalfWidth(SyntheticEcg ecg, double seconds)
    {
        int center = (int)Math.Round(seconds * ecg.RateHz);
        double half = 0.5 * Math.Abs(ecg.Samples[center]);
        int sign = Math.Sign(ecg.Samples[center]);
        int from = center;
        int to = center;
        while (from > 0 && sign * ecg.Samples[from] > half)
        {
            from--;
        }

        while (to < ecg.Samples.Length - 1 && sign * ecg.Samples[to] > half)
        {
            to++;
        }

        return (to - from) / ecg.RateHz;
    }
}
