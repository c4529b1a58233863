namespace DeepHealth.Eddl;

/// <summary>What a grid search found of one candidate.</summary>
/// <typeparam name="TOptions">Type of the candidates.</typeparam>
/// <param name="Options">The candidate.</param>
/// <param name="Scores">Score of each division.</param>
/// <param name="Mean">Mean of the scores.</param>
/// <param name="Deviation">Standard deviation of the scores, divided by n.</param>
public sealed record GridPoint<TOptions>(TOptions Options, IReadOnlyList<double> Scores, double Mean, double Deviation);
