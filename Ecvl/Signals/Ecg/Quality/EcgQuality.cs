namespace DeepHealth.Ecvl.Signals;

/// <summary>Judges electrocardiograms stretch by stretch.</summary>
/// <remarks>Missing samples, flat lines and saturation are told by counting; then beats by two detectors must agree, their shapes resemble each other
/// (Orphanidou et al., "Signal-quality indices for the electrocardiogram and photoplethysmogram", IEEE JBHI 19, 2015), and spectrum and distribution be
/// those of an electrocardiogram (<see cref="FuzzyQuality"/>).</remarks>
public static class EcgQuality
{
    private const int ShortestRail = 3;

    /// <summary>Text of annotations of clean stretches.</summary>
    public const string Clean = "clean";

    /// <summary>Text of annotations of noisy stretches.</summary>
    public const string Noisy = "noisy";

    /// <summary>Judges a lead.</summary>
    /// <param name="ecg">The samples in any unit; NaN and infinite ones count as missing. At least two seconds.</param>
    /// <param name="rateHz">Samples per second, at least 100.</param>
    /// <param name="options">Limits; null for defaults.</param>
    /// <returns>Judgements that follow each other without gap from the first sample to the last. The last window ends with the signal.</returns>
    /// <exception cref="ArgumentException">The rate is too low or the signal too short.</exception>
    public static IReadOnlyList<EcgQualityWindow> Assess(ReadOnlySpan<double> ecg, double rateHz, EcgQualityOptions? options = null)
    {
        options ??= new EcgQualityOptions();
        if (!(rateHz >= 100) || double.IsInfinity(rateHz) || ecg.Length < 2 * rateHz)
        {
            throw new ArgumentException(FormattableString.Invariant($"EcgQuality: {ecg.Length} samples at {rateHz} Hz; at least two seconds at 100 Hz are needed."), nameof(ecg));
        }

        (double low, double high) = Range(ecg);
        double length = Math.Min(options.WindowSeconds, ecg.Length / rateHz);
        List<EcgQualityWindow> windows = [];
        double start = 0;
        foreach (SampleWindow window in Windowing.Cut(ecg.Length, rateHz, length, tail: WindowTail.MoveBack))
        {
            double end = (window.Start + window.Length) / rateHz;
            windows.Add(Judge(ecg.Slice(window.Start, window.Length), rateHz, low, high, options) with { Window = window, StartSeconds = start, EndSeconds = end });
            start = end;
        }

        return windows;
    }

    /// <summary>Joins judgements to annotations.</summary>
    /// <param name="windows">Judgements in the order of time.</param>
    /// <returns>Stretches with the text <see cref="Clean"/> or <see cref="Noisy"/>; neighbours differ.</returns>
    public static IReadOnlyList<SignalAnnotation> ToAnnotations(IReadOnlyList<EcgQualityWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        List<SignalAnnotation> annotations = [];
        for (int i = 0; i < windows.Count;)
        {
            int end = i + 1;
            while (end < windows.Count && windows[end].IsClean == windows[i].IsClean)
            {
                end++;
            }

            annotations.Add(new SignalAnnotation
            {
                OnsetSeconds = windows[i].StartSeconds,
                DurationSeconds = windows[end - 1].EndSeconds - windows[i].StartSeconds,
                Text = windows[i].IsClean ? Clean : Noisy,
            });
            i = end;
        }

        return annotations;
    }

    private static EcgQualityWindow Judge(ReadOnlySpan<double> samples, double rateHz, double low, double high, EcgQualityOptions options)
    {
        double[] ecg = samples.ToArray();
        int missing = 0;
        for (int i = 0; i < ecg.Length; i++)
        {
            if (!double.IsFinite(ecg[i]))
            {
                ecg[i] = double.NaN;
                missing++;
            }
        }

        EcgQualityReasons reasons = missing > options.MostMissing * ecg.Length ? EcgQualityReasons.Missing : 0;
        reasons |= LongestStill(ecg, options.FlatRange) > options.FlatSeconds * rateHz ? EcgQualityReasons.Flat : 0;
        reasons |= high > low && Railed(ecg, low, high) > options.MostSaturated * ecg.Length ? EcgQualityReasons.Saturated : 0;
        if (reasons != 0)
        {
            return new EcgQualityWindow(default, 0, 0, reasons, EcgQualityLevel.Unacceptable, null, double.NaN);
        }

        MissingSamples.Interpolate(ecg);
        int[] first = options.First.Detect(ecg, rateHz);
        SignalQualityIndices indices = SignalQualityIndices.Of(ecg, rateHz, first, options.Second.Detect(ecg, rateHz));
        EcgQualityLevel level = FuzzyQuality.Level(indices);
        BeatTemplates beats = BeatTemplates.Of(BeatEnergy.Band(ecg, 0.7, 40, rateHz), rateHz, first);
        bool isCounted = indices.QSqi >= options.LeastAgreement && first.Length >= 2;
        reasons |= isCounted ? 0 : EcgQualityReasons.Detectors;
        reasons |= beats.MeanCorrelation >= options.LeastLikeness ? 0 : EcgQualityReasons.Shape;
        reasons |= level == EcgQualityLevel.Unacceptable ? EcgQualityReasons.Spectrum : 0;
        return new EcgQualityWindow(default, 0, 0, reasons, level, indices, beats.MeanCorrelation);
    }

    private static (double Low, double High) Range(ReadOnlySpan<double> ecg)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double x in ecg)
        {
            if (double.IsFinite(x))
            {
                low = Math.Min(low, x);
                high = Math.Max(high, x);
            }
        }

        return (low, high);
    }

    /// <summary>Most samples in a row whose values stay within a range.</summary>
    private static int LongestStill(double[] ecg, double range)
    {
        int longest = 0;
        int start = 0;
        double low = double.NaN;
        double high = double.NaN;
        for (int i = 0; i < ecg.Length; i++)
        {
            low = Math.Min(low, ecg[i]);
            high = Math.Max(high, ecg[i]);
            if (!(high - low <= range))
            {
                (start, low, high) = (i, ecg[i], ecg[i]);
            }

            longest = Math.Max(longest, i - start + 1);
        }

        return longest;
    }

    /// <summary>Samples in runs at an end of the record's range; single peaks that happen to be greatest do not count.</summary>
    private static int Railed(double[] ecg, double low, double high)
    {
        int count = 0;
        int run = 0;
        for (int i = 0; i <= ecg.Length; i++)
        {
            if (i < ecg.Length && (ecg[i] == low || ecg[i] == high))
            {
                run++;
                continue;
            }

            count += run >= ShortestRail ? run : 0;
            run = 0;
        }

        return count;
    }
}
