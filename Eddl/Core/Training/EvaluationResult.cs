namespace DeepHealth.Eddl;

/// <summary>Loss and metrics over a dataset.</summary>
/// <param name="Loss">Mean loss over the samples.</param>
/// <param name="Metrics">Metric values by name.</param>
public sealed record EvaluationResult(double Loss, IReadOnlyDictionary<string, double> Metrics);
