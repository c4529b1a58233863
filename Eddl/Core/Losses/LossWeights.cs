using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weights per class or output, as a tensor on the device that asks.</summary>
internal sealed class LossWeights
{
    private readonly float[] _values;
    private Tensor? _tensor;

    private LossWeights(float[] values) => _values = values;

    public static LossWeights? From(string loss, float[]? values)
    {
        if (values is null)
        {
            return null;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0) || float.IsInfinity(values[i]))
            {
                throw new ArgumentOutOfRangeException(nameof(values), values[i], FormattableString.Invariant($"{loss}: weight {i} must be finite and at least 0, it is {values[i]}."));
            }
        }

        return new LossWeights([.. values]);
    }

    /// <summary>The weights for a prediction whose last axis counts the outputs.</summary>
    /// <exception cref="ShapeException">There is another number of outputs: broadcasting would hide the mistake.</exception>
    public Tensor ForOutputs(string loss, Tensor prediction)
    {
        if (prediction.Rank < 1 || prediction.Shape[^1] != _values.Length)
        {
            throw new ShapeException($"{loss}: {_values.Length} output weights do not fit the last axis of the prediction {prediction.Shape}.");
        }

        return On(prediction.Device);
    }

    public Tensor On(Device device)
    {
        if (_tensor is null || !ReferenceEquals(_tensor.Device, device))
        {
            _tensor = MemoryScope.Keep(Tensor.From(_values, device: device));
        }

        return _tensor;
    }
}
