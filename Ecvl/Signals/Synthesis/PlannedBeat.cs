namespace DeepHealth.Ecvl.Signals;

/// <summary>A beat to be rendered.</summary>
/// <param name="Time">R peak in seconds from the first sample; may lie outside the record.</param>
/// <param name="Interval">Time since the previous beat in seconds.</param>
/// <param name="Kind">Origin.</param>
internal readonly record struct PlannedBeat(double Time, double Interval, BeatKind Kind);
