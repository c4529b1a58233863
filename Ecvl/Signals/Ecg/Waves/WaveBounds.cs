namespace DeepHealth.Ecvl.Signals;

/// <summary>Where a wave lies.</summary>
/// <param name="Onset">Sample where it begins.</param>
/// <param name="Peak">Sample of its greatest deflection; of a complex the R peak that was given.</param>
/// <param name="End">Sample where it ends.</param>
public readonly record struct WaveBounds(int Onset, int Peak, int End);
