namespace DeepHealth.Ecvl.Signals;

/// <summary>How beats are cut, aligned and grouped.</summary>
public sealed record BeatTemplateOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="beforeSeconds">Length of a beat before its peak, above 0; 0.25 s by default.</param>
    /// <param name="afterSeconds">Length of a beat from its peak on, above 0; 0.45 s by default.</param>
    /// <param name="maxShiftSeconds">How far a beat may be moved to match the others, at least 0; 0.02 s by default.</param>
    /// <param name="sameShape">Correlation from which two beats have the same shape, 0 to 1; 0.9 by default.</param>
    /// <param name="maxClusters">Most groups, at least 1; 8 by default. Further shapes join the most similar group.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public BeatTemplateOptions(double beforeSeconds = 0.25, double afterSeconds = 0.45, double maxShiftSeconds = 0.02, double sameShape = 0.9, int maxClusters = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beforeSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(afterSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(maxShiftSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(sameShape);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sameShape, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxClusters, 1);
        BeforeSeconds = beforeSeconds;
        AfterSeconds = afterSeconds;
        MaxShiftSeconds = maxShiftSeconds;
        SameShape = sameShape;
        MaxClusters = maxClusters;
    }

    /// <summary>Length of a beat before its peak.</summary>
    public double BeforeSeconds { get; }

    /// <summary>Length of a beat from its peak on.</summary>
    public double AfterSeconds { get; }

    /// <summary>How far a beat may be moved to match the others.</summary>
    public double MaxShiftSeconds { get; }

    /// <summary>Correlation from which two beats have the same shape.</summary>
    public double SameShape { get; }

    /// <summary>Most groups.</summary>
    public int MaxClusters { get; }
}
