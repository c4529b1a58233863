namespace DeepHealth.Ecvl.Signals;

/// <summary>Beats of one shape.</summary>
/// <param name="Beats">Which beats, as indices into <see cref="BeatTemplates.Peaks"/>, rising.</param>
/// <param name="Shape">Their mean, in the signal's unit.</param>
public sealed record BeatCluster(int[] Beats, double[] Shape);
