using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Counts of samples by true and by predicted class, and the figures that follow from them.</summary>
/// <remarks>With <c>TP</c>, <c>FP</c>, <c>FN</c> of a class the samples rightly given to it, wrongly given to it, and wrongly given to
/// another: see Sokolova and Lapalme, "A systematic analysis of performance measures for classification tasks", Information Processing
/// and Management 45, 2009, tables 1 and 3. Values agree with scikit-learn with <c>zero_division=0</c>. Adding allocates nothing.</remarks>
public sealed partial class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly string[] _names;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="names">Name of each class for <see cref="ToString"/>; null for their numbers.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 classes, or not as many names as classes.</exception>
    public ConfusionMatrix(int classes, IReadOnlyList<string>? names = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (names is not null && names.Count != classes)
        {
            throw new ArgumentException($"ConfusionMatrix: {names.Count} names for {classes} classes.", nameof(names));
        }

        Classes = classes;
        _counts = new long[classes * classes];
        _names = names is null ? [.. Enumerable.Range(0, classes).Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))] : [.. names];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Name of each class.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of samples.</summary>
    public long Total { get; private set; }

    /// <summary>Samples rightly classified over all samples; NaN without samples.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            for (int c = 0; c < Classes; c++)
            {
                right += this[c, c];
            }

            return Total == 0 ? double.NaN : (double)right / Total;
        }
    }

    /// <summary>Mean recall of the classes that have samples; NaN without samples.</summary>
    /// <remarks>Brodersen et al., "The Balanced Accuracy and Its Posterior Distribution", ICPR 2010, section 2. Chance level is 1 over the
    /// number of classes however unequal they are.</remarks>
    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            int present = 0;
            for (int c = 0; c < Classes; c++)
            {
                if (Support(c) > 0)
                {
                    sum += Recall(c);
                    present++;
                }
            }

            return present == 0 ? double.NaN : sum / present;
        }
    }

    /// <summary>Number of samples of class <paramref name="truth"/> that were taken for class <paramref name="predicted"/>.</summary>
    public long this[int truth, int predicted] => _counts[(Class(truth) * Classes) + Class(predicted)];

    /// <summary>Number of samples that have a class: <c>TP + FN</c>.</summary>
    public long Support(int label)
    {
        long sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            sum += this[label, c];
        }

        return sum;
    }

    /// <summary>Number of samples taken for a class: <c>TP + FP</c>.</summary>
    public long Predictions(int label)
    {
        long sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            sum += this[c, label];
        }

        return sum;
    }

    /// <summary>Of the samples taken for a class, the share that has it: <c>TP / (TP + FP)</c>; 0 where none was taken for it.</summary>
    public double Precision(int label) => Ratio(this[label, label], Predictions(label));

    /// <summary>Of the samples that have a class, the share found (sensitivity): <c>TP / (TP + FN)</c>; 0 where none has it.</summary>
    public double Recall(int label) => Ratio(this[label, label], Support(label));

    /// <summary>Harmonic mean of precision and recall: <c>2·TP / (2·TP + FP + FN)</c>; 0 for a class that no sample has or was taken for.</summary>
    public double F1(int label) => Ratio(2 * this[label, label], Support(label) + Predictions(label));

    /// <summary>Mean F1 over classes, each counting the same; NaN without samples.</summary>
    /// <param name="labels">Classes to average over, such as the first three for the F1 of the CinC 2017 challenge; none for all.</param>
    public double MacroF1(params ReadOnlySpan<int> labels)
    {
        double sum = 0;
        int count = labels.IsEmpty ? Classes : labels.Length;
        for (int i = 0; i < count; i++)
        {
            sum += F1(labels.IsEmpty ? i : labels[i]);
        }

        return Total == 0 ? double.NaN : sum / count;
    }

    /// <summary>Counts one sample.</summary>
    /// <exception cref="LabelException">A class is outside 0 … <see cref="Classes"/> − 1.</exception>
    public void Add(int truth, int predicted)
    {
        _counts[(Class(truth) * Classes) + Class(predicted)]++;
        Total++;
    }

    /// <summary>Counts a batch: the predicted class is the one of the largest score, the first on ties.</summary>
    /// <param name="prediction">Float32 <c>[N, classes]</c>, probabilities or logits. For two classes also <c>[N]</c> or <c>[N, 1]</c>: the
    /// score of class 1. NaN counts as the largest score of a row, and as class 0 where there is one score.</param>
    /// <param name="target">Int32 <c>[N]</c> or <c>[N, 1]</c>; beside one score per sample also Float32, each 0 or 1.</param>
    /// <param name="threshold">Where there is one score per sample: the smallest that stands for class 1; 0.5 for probabilities, 0 for logits.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other or the number of classes.</exception>
    /// <exception cref="DTypeException">The element types are others.</exception>
    /// <exception cref="LabelException">A label is outside 0 … <see cref="Classes"/> − 1. Nothing of the batch is counted.</exception>
    public void Add(Tensor prediction, Tensor target, double threshold = 0.5)
    {
        ClassScores scores = new("ConfusionMatrix", prediction, target, Classes);
        for (int i = 0; i < scores.Count; i++)
        {
            Add(scores.Label(i), scores.Predicted(i, threshold));
        }
    }

    /// <summary>Adds all counts of another matrix, such as another fold's.</summary>
    /// <exception cref="ShapeException">The numbers of classes differ.</exception>
    public void Add(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
        {
            throw new ShapeException($"ConfusionMatrix: a matrix of {other.Classes} classes cannot be added to one of {Classes}.");
        }

        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Total += other.Total;
    }

    /// <summary>Sets all counts to zero.</summary>
    public void Reset()
    {
        Array.Clear(_counts);
        Total = 0;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private int Class(int label)
        => (uint)label < (uint)Classes ? label : throw new LabelException($"ConfusionMatrix: class {label} is outside 0 … {Classes - 1}.");
}
