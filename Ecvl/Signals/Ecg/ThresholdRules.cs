namespace DeepHealth.Ecvl.Signals;

/// <summary>How peaks of a beat energy are told from noise.</summary>
/// <param name="Share">Where the threshold lies between noise (0) and beats (1).</param>
/// <param name="Memory">Weight of a new peak in the running heights.</param>
/// <param name="SearchBack">Mean intervals without a beat after which a lower peak counts.</param>
/// <param name="RefractorySeconds">No two beats are nearer.</param>
/// <param name="TWaveSeconds">A wave nearer to a beat, with less than half its slope, is its T wave.</param>
internal sealed record ThresholdRules(double Share, double Memory, double SearchBack, double RefractorySeconds, double TWaveSeconds);
