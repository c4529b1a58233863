namespace DeepHealth.Ecvl.Signals;

/// <summary>How good a stretch of photoplethysmogram is.</summary>
/// <remarks>Orphanidou, Bonnici, Charlton, Clifton, Vallance and Tarassenko, "Signal-quality indices for the electrocardiogram and photoplethysmogram: derivation and
/// applications to wireless monitoring", IEEE Journal of Biomedical and Health Informatics 19, 2015: pulses must come at 40 to 180 a minute, without a gap above 3 s, the longest
/// interval less than 2.2 times the shortest, and on average resemble their mean by a correlation of at least 0.86. Meant for stretches of about 10 s.</remarks>
/// <param name="Peaks">Systolic peaks.</param>
/// <param name="RateBpm">Mean pulse rate; NaN below two peaks.</param>
/// <param name="LongestIntervalSeconds">Longest time between peaks; NaN below two peaks.</param>
/// <param name="IntervalRatio">Longest over shortest interval; NaN below two peaks.</param>
/// <param name="Likeness">Mean correlation of pulses with the median pulse; 0 without whole pulses.</param>
public sealed record PpgQuality(int[] Peaks, double RateBpm, double LongestIntervalSeconds, double IntervalRatio, double Likeness)
{
    /// <summary>Least likeness of a good stretch.</summary>
    public const double LeastLikeness = 0.86;

    /// <summary>Whether all rules hold.</summary>
    public bool IsGood => RateBpm is >= 40 and <= 180 && LongestIntervalSeconds <= 3 && IntervalRatio < 2.2 && Likeness >= LeastLikeness;

    /// <summary>Judges a stretch.</summary>
    /// <param name="ppg">The signal in any unit, pulses upwards, without NaN; at least two seconds.</param>
    /// <param name="rateHz">Samples per second, at least 20.</param>
    /// <exception cref="ArgumentException">The rate is too low, the signal too short, or a sample not finite.</exception>
    public static PpgQuality Of(ReadOnlySpan<double> ppg, double rateHz)
    {
        int[] peaks = PpgPulses.Detect(ppg, rateHz);
        int longest = 0;
        int shortest = int.MaxValue;
        int[] intervals = new int[Math.Max(peaks.Length - 1, 0)];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = peaks[i + 1] - peaks[i];
            longest = Math.Max(longest, intervals[i]);
            shortest = Math.Min(shortest, intervals[i]);
        }

        if (intervals.Length == 0)
        {
            return new PpgQuality(peaks, double.NaN, double.NaN, double.NaN, 0);
        }

        // A pulse is as long as the median interval, half of it before the peak.
        Array.Sort(intervals);
        double half = intervals[intervals.Length / 2] / rateHz / 2;
        BeatTemplates pulses = BeatTemplates.Of(BeatEnergy.Band(ppg, 0.5, 8, rateHz), rateHz, peaks, new BeatTemplateOptions(half, half));
        return new PpgQuality(peaks, PpgPulses.RateBpm(peaks, rateHz), longest / rateHz, (double)longest / shortest, pulses.MeanCorrelation);
    }
}
