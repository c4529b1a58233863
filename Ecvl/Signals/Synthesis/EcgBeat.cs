namespace DeepHealth.Ecvl.Signals;

/// <summary>One generated heart beat.</summary>
/// <param name="TimeSeconds">Time of the R wave's centre (of the main wave, for a ventricular beat), in seconds from the first sample.</param>
/// <param name="Kind">Origin of the beat.</param>
public readonly record struct EcgBeat(double TimeSeconds, BeatKind Kind);
