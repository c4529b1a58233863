namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>ROC curve of one class against the rest.</summary>
/// <param name="ClassName">Name of the class.</param>
/// <param name="Points">From (0, 0) to (1, 1), in order.</param>
/// <param name="Auc">Area under the curve, or NaN.</param>
public sealed record RocCurve(string ClassName, IReadOnlyList<RocPoint> Points, double Auc);
