namespace DeepHealth.Ecvl.Signals;

/// <summary>Windows of sliding heart rate variability.</summary>
public sealed record SlidingHrvOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="stepMs">Distance of rows; 1 s by default.</param>
    /// <param name="shortMs">Window of the figures in time; 10 s by default.</param>
    /// <param name="mediumMs">Window of the non-linear figures; 60 s by default.</param>
    /// <param name="longMs">Window of the figures in frequency; 150 s by default.</param>
    /// <param name="cleaning">How intervals are cleaned within each window; 300 to 1800 ms and Malik's rule by default.</param>
    public SlidingHrvOptions(double stepMs = 1000, double shortMs = 10_000, double mediumMs = 60_000, double longMs = 150_000, NnOptions? cleaning = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mediumMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longMs);
        StepMs = stepMs;
        ShortMs = shortMs;
        MediumMs = mediumMs;
        LongMs = longMs;
        Cleaning = cleaning ?? new NnOptions(300, 1800, EctopicRule.Malik);
    }

    /// <summary>Distance of rows.</summary>
    public double StepMs { get; }

    /// <summary>Window of the figures in time.</summary>
    public double ShortMs { get; }

    /// <summary>Window of the non-linear figures.</summary>
    public double MediumMs { get; }

    /// <summary>Window of the figures in frequency.</summary>
    public double LongMs { get; }

    /// <summary>How intervals are cleaned within each window.</summary>
    public NnOptions Cleaning { get; }
}
