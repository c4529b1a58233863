using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>How one fold went.</summary>
/// <param name="Confusion">Counts of the records held out.</param>
/// <param name="Components">Principal components, fitted to the training part; 0 for the network, which has none.</param>
/// <param name="Note">How the model was fitted.</param>
/// <param name="Seconds">Time to fit and to predict, the reduction not counted.</param>
internal sealed record FoldScore(ConfusionMatrix Confusion, int Components, string Note, double Seconds);
