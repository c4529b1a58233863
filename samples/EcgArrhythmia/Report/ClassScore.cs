namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Scores of one class on the held-out records, each in [0, 1] or NaN where undefined.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Precision">Share of the records given this class that belong to it.</param>
/// <param name="Recall">Share of the records of this class that were found.</param>
/// <param name="F1">Harmonic mean of both.</param>
/// <param name="Auc">Area under the ROC curve, this class against the rest.</param>
/// <param name="Support">Number of records of this class.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, double Auc, int Support);
