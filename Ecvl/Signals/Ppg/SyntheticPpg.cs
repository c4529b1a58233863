namespace DeepHealth.Ecvl.Signals;

/// <summary>A generated pulse wave with its ground truth.</summary>
/// <param name="RateHz">Samples per second.</param>
/// <param name="Samples">The signal.</param>
/// <param name="PeakSeconds">Times of the systolic waves' centres within the record, rising.</param>
public sealed record SyntheticPpg(double RateHz, double[] Samples, double[] PeakSeconds);
