using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;

namespace DeepHealth.Samples.AfDetection.Report;

/// <summary>What a run found.</summary>
/// <param name="Set">Records.</param>
/// <param name="Settings">Options.</param>
/// <param name="Scores">Cross-validated models.</param>
/// <param name="Federated">Merged forests; null where none were.</param>
/// <param name="Seconds">Time of the whole run.</param>
internal sealed record AfResult(FeatureSet Set, AfSettings Settings, IReadOnlyList<ModelScore> Scores, FederatedScore? Federated, double Seconds);
