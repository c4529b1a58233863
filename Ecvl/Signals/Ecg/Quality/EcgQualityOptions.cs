namespace DeepHealth.Ecvl.Signals;

/// <summary>Limits for clean electrocardiograms.</summary>
public sealed record EcgQualityOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="windowSeconds">Length of a stretch that is judged, at least 2; 10 s by default.</param>
    /// <param name="mostMissing">Greatest share of missing samples, 0 to 1; 0.05 by default. Fewer are interpolated.</param>
    /// <param name="flatSeconds">Longest time without change, above 0; 0.5 s by default.</param>
    /// <param name="flatRange">Changes up to this size, in the signal's unit, count as none; 0 by default.</param>
    /// <param name="mostSaturated">Greatest share of samples in runs of at least three at the ends of the range, 0 to 1; 0.01 by default.</param>
    /// <param name="leastAgreement">Least agreement of two detectors (qSQI), 0 to 1; 0.8 by default.</param>
    /// <param name="leastLikeness">Least mean correlation of beats with the median beat; 0.66 by default (Orphanidou et al. 2015).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public EcgQualityOptions(
        double windowSeconds = 10, double mostMissing = 0.05, double flatSeconds = 0.5, double flatRange = 0, double mostSaturated = 0.01, double leastAgreement = 0.8, double leastLikeness = 0.66)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowSeconds, 2);
        Share(mostMissing, nameof(mostMissing));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(flatSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(flatRange);
        Share(mostSaturated, nameof(mostSaturated));
        Share(leastAgreement, nameof(leastAgreement));
        Share(leastLikeness, nameof(leastLikeness));
        WindowSeconds = windowSeconds;
        MostMissing = mostMissing;
        FlatSeconds = flatSeconds;
        FlatRange = flatRange;
        MostSaturated = mostSaturated;
        LeastAgreement = leastAgreement;
        LeastLikeness = leastLikeness;
    }

    /// <summary>Length of a stretch that is judged.</summary>
    public double WindowSeconds { get; }

    /// <summary>Greatest share of missing samples.</summary>
    public double MostMissing { get; }

    /// <summary>Longest time without change.</summary>
    public double FlatSeconds { get; }

    /// <summary>Changes up to this size count as none.</summary>
    public double FlatRange { get; }

    /// <summary>Greatest share of samples at the ends of the range.</summary>
    public double MostSaturated { get; }

    /// <summary>Least agreement of two detectors.</summary>
    public double LeastAgreement { get; }

    /// <summary>Least mean correlation of beats with the median beat.</summary>
    public double LeastLikeness { get; }

    /// <summary>Detector whose beats are measured; Hamilton's by default.</summary>
    public IRPeakDetector First { get; init; } = new HamiltonDetector();

    /// <summary>Detector that must agree; the one on wavelets by default, which is built otherwise.</summary>
    public IRPeakDetector Second { get; init; } = new SwtDetector();

    private static void Share(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"EcgQualityOptions: {name} is {value}; it must be from 0 to 1."));
        }
    }
}
