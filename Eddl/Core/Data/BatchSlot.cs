using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Memory for one batch, filled again and again.</summary>
internal sealed class BatchSlot
{
    private readonly Dataset _data;
    private readonly Batch _full;
    private readonly float[] _labels;
    private readonly int _inputSize;
    private readonly int _targetSize;
    private Batch? _partial;

    public BatchSlot(Dataset data, int batchSize, Device device)
    {
        _data = data;
        _inputSize = data.InputShape.ElementCount;
        _targetSize = data.TargetShape.ElementCount;
        _full = new Batch(
            MemoryScope.Keep(Tensor.Zeros(data.InputShape.Insert(0, batchSize), DType.Float32, device)),
            MemoryScope.Keep(Tensor.Zeros(data.TargetShape.Insert(0, batchSize), data.TargetType, device)));
        _labels = data.TargetType == DType.Int32 ? new float[_targetSize] : [];
    }

    /// <summary>Reads samples <c>order[start … start + count - 1]</c>.</summary>
    public Batch Fill(ReadOnlySpan<int> order, SampleContext context)
    {
        Batch batch = Take(order.Length);
        for (int i = 0; i < order.Length; i++)
        {
            Span<float> input = batch.Input.Floats().Slice(i * _inputSize, _inputSize);
            SampleContext sample = context with { Index = order[i] };
            try
            {
                if (batch.Target.Type == DType.Int32)
                {
                    _data.Read(order[i], sample, input, _labels);
                    Label(_labels, batch.Target.Integers().Slice(i * _targetSize, _targetSize), order[i]);
                }
                else
                {
                    _data.Read(order[i], sample, input, batch.Target.Floats().Slice(i * _targetSize, _targetSize));
                }
            }
            catch (Exception error) when (error is not DataException)
            {
                throw new DataException($"Dataset: sample {_data.NameOf(order[i])} could not be read: {error.Message}", error);
            }
        }

        return batch;
    }

    private void Label(ReadOnlySpan<float> values, Span<int> labels, int sample)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            // The conversion saturates, and turns NaN into 0.
            labels[i] = (int)values[i];
            if (labels[i] != values[i] || labels[i] == int.MaxValue)
            {
                throw new DataException(
                    FormattableString.Invariant($"Dataset: the label {values[i]} of sample {_data.NameOf(sample)} is not a whole number of 32 bits."));
            }
        }
    }

    private Batch Take(int count)
    {
        if (count == _full.Count)
        {
            return _full;
        }

        if (_partial?.Count != count)
        {
            using (Gradients.Off())
            {
                _partial = new Batch(_full.Input.Narrow(0, 0, count), _full.Target.Narrow(0, 0, count));
            }
        }

        return _partial;
    }
}
