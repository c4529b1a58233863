using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Receiver operating characteristic: true against false positive rate over all thresholds.</summary>
/// <remarks>Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006, algorithms 1 and 2. Samples of equal score
/// cross the threshold together, so a tie between a positive and a negative counts one half.</remarks>
public sealed class RocCurve
{
    private readonly RocPoint[] _points;

    private RocCurve(RocPoint[] points, double area, int positives, int negatives)
    {
        _points = points;
        Area = area;
        Positives = positives;
        Negatives = negatives;
    }

    /// <summary>Points from (0, 0) to (1, 1), one per distinct score in falling order; empty where <see cref="Area"/> is NaN.</summary>
    public IReadOnlyList<RocPoint> Points => _points;

    /// <summary>Area under the curve, 0 … 1: the chance that a positive scores above a negative, ties counting one half. NaN where there
    /// are no positives, no negatives, or a score is NaN.</summary>
    /// <remarks>Equals the Mann–Whitney U statistic over the number of pairs (Hanley and McNeil, Radiology 143, 1982). Computed from
    /// integer counts: only the last division rounds.</remarks>
    public double Area { get; }

    /// <summary>Number of positive samples.</summary>
    public int Positives { get; }

    /// <summary>Number of negative samples.</summary>
    public int Negatives { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="scores">Score of each sample; higher means more likely positive.</param>
    /// <param name="isPositive">Whether each sample is positive.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static RocCurve FromScores(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ShapeException($"RocCurve: {scores.Length} scores, but {isPositive.Length} labels.");
        }

        float[] sorted = scores.ToArray();
        bool[] labels = isPositive.ToArray();
        Array.Sort(sorted, labels);
        int positives = labels.AsSpan().Count(true);
        int negatives = labels.Length - positives;

        // The sort puts NaN first.
        if (positives == 0 || negatives == 0 || float.IsNaN(sorted[0]))
        {
            return new RocCurve([], double.NaN, positives, negatives);
        }

        List<RocPoint> points = [new RocPoint(0, 0, double.PositiveInfinity)];
        long twiceArea = 0;
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = sorted.Length - 1; i >= 0;)
        {
            float threshold = sorted[i];
            int truesBefore = truePositives;
            int falsesBefore = falsePositives;
            for (; i >= 0 && sorted[i] == threshold; i--)
            {
                truePositives += labels[i] ? 1 : 0;
                falsePositives += labels[i] ? 0 : 1;
            }

            twiceArea += (long)(falsePositives - falsesBefore) * (truePositives + truesBefore);
            points.Add(new RocPoint((double)falsePositives / negatives, (double)truePositives / positives, threshold));
        }

        return new RocCurve([.. points], twiceArea / (2.0 * positives * negatives), positives, negatives);
    }
}
