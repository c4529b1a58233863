using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Complex spectra by time, as <see cref="Stft"/> makes and inverts them.</summary>
/// <param name="FrequenciesHz">Rising frequencies from 0 Hz to half the rate.</param>
/// <param name="TimesSeconds">Middle of each frame.</param>
/// <param name="Values"><c>[times × frequencies]</c>, one frame after the other.</param>
/// <param name="SampleCount">Samples of the signal.</param>
public sealed record StftFrames(double[] FrequenciesHz, double[] TimesSeconds, Complex[] Values, int SampleCount);
