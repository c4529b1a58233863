namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>A point of a ROC curve.</summary>
/// <param name="FalsePositiveRate">Share of the other records that are given the class.</param>
/// <param name="TruePositiveRate">Share of the records of the class that are given it.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate);
