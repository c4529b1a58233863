namespace DeepHealth.Ecvl.Signals;

/// <summary>The waves of one heart beat.</summary>
/// <param name="RPeak">Sample of the R peak.</param>
/// <param name="P">P wave, or null where none was found.</param>
/// <param name="Qrs">QRS complex, or null where the signal has no deflection there.</param>
/// <param name="T">T wave, or null where none was found.</param>
public readonly record struct BeatWaves(int RPeak, WaveBounds? P, WaveBounds? Qrs, WaveBounds? T);
