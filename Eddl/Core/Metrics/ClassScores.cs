using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>One checked batch of class scores with its labels.</summary>
internal readonly ref struct ClassScores
{
    private readonly ReadOnlySpan<int> _labels;
    private readonly ReadOnlySpan<float> _binaryLabels;

    /// <summary>Checks a batch before any of it is counted.</summary>
    /// <param name="operation">Operation to name in errors.</param>
    /// <param name="prediction">Float32 <c>[N, classes]</c>; for two classes also <c>[N]</c> or <c>[N, 1]</c>, the score of class 1.</param>
    /// <param name="target">Int32 <c>[N]</c> or <c>[N, 1]</c>; beside one score per sample also Float32, each 0 or 1.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    public ClassScores(string operation, Tensor prediction, Tensor target, int classes)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        prediction.RequireFloat32(operation);
        bool single = prediction.Rank == 1 || (prediction.Rank == 2 && prediction.Shape[1] == 1);
        if (single ? classes != 2 : prediction.Rank != 2 || prediction.Shape[1] != classes)
        {
            throw new ShapeException(
                $"{operation}: the prediction is {prediction.Shape}, but {classes} classes need [N, {classes}]{(classes == 2 ? ", [N] or [N, 1]" : string.Empty)}.");
        }

        Count = prediction.Shape[0];
        Columns = single ? 1 : classes;
        bool isColumn = target.Rank == 1 || (target.Rank == 2 && target.Shape[1] == 1);
        if (!isColumn || target.Shape[0] != Count)
        {
            throw new ShapeException($"{operation}: {prediction.Shape} holds {Count} samples, the labels are {target.Shape}; they need [{Count}].");
        }

        bool binaryFloat = single && target.Type == DType.Float32;
        if (target.Type != DType.Int32 && !binaryFloat)
        {
            throw new DTypeException($"{operation}: class labels are Int32, the target {target.Shape} is {target.Type}; call Convert(DType.Int32).");
        }

        Scores = HostTensor.Contiguous(prediction).AsSpan<float>();
        if (binaryFloat)
        {
            _binaryLabels = HostTensor.Contiguous(target).AsSpan<float>();
        }
        else
        {
            _labels = HostTensor.Contiguous(target).AsSpan<int>();
        }

        CheckLabels(operation, classes);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Scores per sample: the number of classes, or 1.</summary>
    public int Columns { get; }

    /// <summary>The scores, row-major.</summary>
    public ReadOnlySpan<float> Scores { get; }

    /// <summary>The class that a sample has.</summary>
    public int Label(int sample) => _binaryLabels.IsEmpty ? _labels[sample] : (int)_binaryLabels[sample];

    /// <summary>The class that a sample's scores stand for: the first largest (NaN counts as larger than all, as in NumPy), or for a single
    /// score class 1 from the threshold on.</summary>
    public int Predicted(int sample, double threshold)
    {
        if (Columns == 1)
        {
            return Scores[sample] >= threshold ? 1 : 0;
        }

        ReadOnlySpan<float> row = Scores.Slice(sample * Columns, Columns);
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best] || (float.IsNaN(row[i]) && !float.IsNaN(row[best])))
            {
                best = i;
            }
        }

        return best;
    }

    private void CheckLabels(string operation, int classes)
    {
        for (int i = 0; i < _labels.Length; i++)
        {
            if ((uint)_labels[i] >= (uint)classes)
            {
                throw new LabelException($"{operation}: label {_labels[i]} of sample {i} is outside 0 … {classes - 1}.");
            }
        }

        for (int i = 0; i < _binaryLabels.Length; i++)
        {
            if (_binaryLabels[i] is not (0f or 1f))
            {
                throw new LabelException(FormattableString.Invariant($"{operation}: label {_binaryLabels[i]} of sample {i} is neither 0 nor 1."));
            }
        }
    }
}
