using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Area under the ROC curve, each class against the rest, averaged over the classes.</summary>
/// <remarks>Keeps every score since <see cref="Reset"/> (4 bytes per class and sample); the curves are computed when they are asked for and
/// kept until the next batch. Definition and ties: <see cref="RocCurve.Area"/>. Agrees with scikit-learn's <c>roc_auc_score</c> per class.</remarks>
public sealed class RocAuc : Metric
{
    private readonly List<float> _scores = [];
    private readonly List<int> _labels = [];
    private readonly RocCurve?[] _curves;
    private int _columns;

    /// <summary>Creates the metric.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="name">Name in progress lines, histories and result files.</param>
    public RocAuc(int classes, string name = "rocAuc")
        : base(name, higherIsBetter: true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _curves = new RocCurve?[classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Mean area over the classes; classes that have no sample, or all of them, do not count. NaN where no class counts, or where a
    /// score of a class that counts is NaN.</summary>
    public override double Value
    {
        get
        {
            double sum = 0;
            int defined = 0;
            for (int c = 0; c < Classes; c++)
            {
                RocCurve curve = Curve(c);
                if (curve.Positives > 0 && curve.Negatives > 0)
                {
                    sum += curve.Area;
                    defined++;
                }
            }

            return defined == 0 ? double.NaN : sum / defined;
        }
    }

    /// <summary>Area under the curve of one class against the rest; NaN where no sample, or every sample, has the class.</summary>
    public double Area(int label) => Curve(label).Area;

    /// <summary>The curve of one class against the rest.</summary>
    /// <exception cref="LabelException">There is no such class.</exception>
    public RocCurve Curve(int label)
    {
        if ((uint)label >= (uint)Classes)
        {
            throw new LabelException($"RocAuc: class {label} is outside 0 … {Classes - 1}.");
        }

        return _curves[label] ??= Compute(label);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _scores.Clear();
        _labels.Clear();
        _columns = 0;
        Array.Clear(_curves);
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="prediction">Float32 <c>[N, classes]</c>, probabilities or logits; column c is the score of class c. For two classes also
    /// <c>[N]</c> or <c>[N, 1]</c>, the score of class 1. For several classes logits of different samples are not comparable: pass probabilities.</param>
    /// <param name="target">Int32 <c>[N]</c> or <c>[N, 1]</c>; beside one score per sample also Float32, each 0 or 1.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other, the number of classes or the batches before.</exception>
    /// <exception cref="DTypeException">The element types are others.</exception>
    /// <exception cref="LabelException">A label is outside 0 … <see cref="Classes"/> − 1.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        ClassScores scores = new("RocAuc", prediction, target, Classes);
        if (_labels.Count > 0 && scores.Columns != _columns)
        {
            throw new ShapeException($"RocAuc: the prediction {prediction.Shape} has {scores.Columns} scores per sample, the batches before had {_columns}.");
        }

        _columns = scores.Columns;
        _scores.AddRange(scores.Scores);
        for (int i = 0; i < scores.Count; i++)
        {
            _labels.Add(scores.Label(i));
        }

        Array.Clear(_curves);
    }

    private RocCurve Compute(int label)
    {
        ReadOnlySpan<int> labels = CollectionsMarshal.AsSpan(_labels);
        ReadOnlySpan<float> scores = CollectionsMarshal.AsSpan(_scores);
        float[] column = new float[labels.Length];
        bool[] isPositive = new bool[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            // A single score belongs to class 1; its negative orders the samples for class 0.
            column[i] = _columns > 1 ? scores[(i * _columns) + label] : label == 1 ? scores[i] : -scores[i];
            isPositive[i] = labels[i] == label;
        }

        return RocCurve.FromScores(column, isPositive);
    }
}
