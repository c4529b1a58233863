namespace DeepHealth.Ecvl.Signals;

/// <summary>Power by time and frequency.</summary>
/// <param name="FrequenciesHz">Rising frequencies from 0 Hz to half the rate.</param>
/// <param name="TimesSeconds">Middle of each segment.</param>
/// <param name="Values"><c>[times × frequencies]</c>, one segment after the other.</param>
public sealed record Spectrogram(double[] FrequenciesHz, double[] TimesSeconds, double[] Values);
