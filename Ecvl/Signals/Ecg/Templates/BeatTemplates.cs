namespace DeepHealth.Ecvl.Signals;

/// <summary>The usual beat of a signal, how like it each beat is, and the few shapes that occur.</summary>
/// <remarks>Beats are cut around their peaks, moved to where they correlate best with the median beat, and grouped: a beat joins the group whose mean it is most
/// like, or founds one; then every beat goes to the group that suits it best. Deterministic. For electrocardiograms and pulse waves.</remarks>
public sealed class BeatTemplates
{
    private BeatTemplates(int before, int[] peaks, double[] mean, double[] median, double[] correlations, IReadOnlyList<BeatCluster> clusters)
    {
        PeakOffset = before;
        Peaks = peaks;
        Mean = mean;
        Median = median;
        Correlations = correlations;
        Clusters = clusters;
    }

    /// <summary>Which sample of a shape the peak is.</summary>
    public int PeakOffset { get; }

    /// <summary>Aligned peaks of the beats that lie wholly in the signal.</summary>
    public int[] Peaks { get; }

    /// <summary>Mean beat, in the signal's unit; empty without beats.</summary>
    public double[] Mean { get; }

    /// <summary>Median beat, sample by sample; rare shapes and artefacts do not show in it.</summary>
    public double[] Median { get; }

    /// <summary>Correlation of each beat with the median beat, −1 to 1.</summary>
    public double[] Correlations { get; }

    /// <summary>Groups of like beats, the largest first; of equals the one with the earliest beat.</summary>
    public IReadOnlyList<BeatCluster> Clusters { get; }

    /// <summary>Mean of the correlations; 0 without beats.</summary>
    public double MeanCorrelation => Correlations.Length == 0 ? 0 : Correlations.Average();

    /// <summary>Finds the shapes of a signal's beats.</summary>
    /// <param name="signal">The signal; best without drift, and without NaN.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    /// <param name="peaks">Samples of peaks, rising.</param>
    /// <param name="options">Lengths and limits; null for defaults.</param>
    public static BeatTemplates Of(ReadOnlySpan<double> signal, double rateHz, ReadOnlySpan<int> peaks, BeatTemplateOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        options ??= new BeatTemplateOptions();
        int before = Math.Max((int)Math.Round(options.BeforeSeconds * rateHz), 1);
        int after = Math.Max((int)Math.Round(options.AfterSeconds * rateHz), 1);
        int shift = (int)Math.Round(options.MaxShiftSeconds * rateHz);
        int length = before + after;
        int[] aligned = PeakCorrection.WithWholeBeat(peaks, signal.Length - shift, before + shift, after);
        if (aligned.Length == 0)
        {
            return new BeatTemplates(before, [], [], [], [], []);
        }

        double[] median = MedianOf(signal, aligned, before, length);
        for (int i = 0; i < aligned.Length && shift > 0; i++)
        {
            aligned[i] = Align(signal, aligned[i], before, median, shift);
        }

        median = MedianOf(signal, aligned, before, length);
        double[] mean = new double[length];
        double[] correlations = new double[aligned.Length];
        for (int i = 0; i < aligned.Length; i++)
        {
            ReadOnlySpan<double> beat = signal.Slice(aligned[i] - before, length);
            correlations[i] = Correlation.Of(beat, median);
            for (int k = 0; k < length; k++)
            {
                mean[k] += beat[k] / aligned.Length;
            }
        }

        return new BeatTemplates(before, aligned, mean, median, correlations, new BeatClustering(before, length, options).Group(signal, aligned));
    }

    /// <summary>The place near a peak where the beat is most like the median; of equals the nearest.</summary>
    private static int Align(ReadOnlySpan<double> signal, int peak, int before, double[] median, int shift)
    {
        int best = peak;
        double likeness = Correlation.Of(signal.Slice(peak - before, median.Length), median);
        for (int distance = 1; distance <= shift; distance++)
        {
            for (int sign = -1; sign <= 1; sign += 2)
            {
                int place = peak + (sign * distance);
                double here = Correlation.Of(signal.Slice(place - before, median.Length), median);
                (best, likeness) = here > likeness ? (place, here) : (best, likeness);
            }
        }

        return best;
    }

    private static double[] MedianOf(ReadOnlySpan<double> signal, int[] peaks, int before, int length)
    {
        double[] column = new double[peaks.Length];
        double[] median = new double[length];
        for (int k = 0; k < length; k++)
        {
            for (int i = 0; i < peaks.Length; i++)
            {
                column[i] = signal[peaks[i] - before + k];
            }

            Array.Sort(column);
            median[k] = (column[(column.Length - 1) / 2] + column[column.Length / 2]) / 2;
        }

        return median;
    }
}
