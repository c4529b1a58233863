namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>How the samples of a strip are drawn.</summary>
/// <param name="Unit">Unit of the samples.</param>
/// <param name="MmPerUnit">Height of one unit in millimetre, above 0.</param>
/// <param name="Remark">A sentence on what the samples are; null where the unit says it all.</param>
/// <param name="HasTime">Whether the sampling rate is true; otherwise the width of the strip says nothing.</param>
public sealed record EcgScale(string Unit, double MmPerUnit, string? Remark = null, bool HasTime = true)
{
    /// <summary>The common scale of ECG paper.</summary>
    public static EcgScale Millivolt { get; } = new("mV", 10);

    /// <summary>Signals with mean 0 and deviation 1: a QRS complex of 8 deviations is as tall as one of 2 mV.</summary>
    public static EcgScale Standardised { get; } = new(
        "SD", 2.5, "Records are shown as the network sees them: filtered, and in multiples of their own standard deviation (SD) instead of millivolt.");

    /// <summary>Single heartbeats of the UCR archive, each stretched to the same number of values and standardised.</summary>
    public static EcgScale StretchedBeat { get; } = new(
        "SD", 5, "Each record is one heartbeat, stretched to a common length and standardised (SD: standard deviation): neither axis is to scale.", HasTime: false);
}
