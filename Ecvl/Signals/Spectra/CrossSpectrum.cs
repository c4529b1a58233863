using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Cross power of two signals by frequency.</summary>
/// <param name="FrequenciesHz">Rising frequencies from 0 Hz to half the rate.</param>
/// <param name="Values">One value per frequency; the phase is that of the second signal relative to the first.</param>
public sealed record CrossSpectrum(double[] FrequenciesHz, Complex[] Values);
