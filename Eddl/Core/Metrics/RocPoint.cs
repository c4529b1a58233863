namespace DeepHealth.Eddl;

/// <summary>One point of a <see cref="RocCurve"/>.</summary>
/// <param name="FalsePositiveRate">Share of the negatives whose score is at least the threshold, 0 … 1.</param>
/// <param name="TruePositiveRate">Share of the positives whose score is at least the threshold, 0 … 1.</param>
/// <param name="Threshold">Smallest score taken as positive; positive infinity at the point (0, 0).</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
