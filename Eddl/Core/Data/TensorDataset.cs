using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Samples and targets held in two tensors, whose first axis counts the samples.</summary>
public sealed class TensorDataset : Dataset
{
    private readonly Tensor _inputs;
    private readonly Tensor _targets;

    /// <summary>Creates the dataset; the tensors are not copied.</summary>
    /// <param name="inputs">Float32 <c>[samples, …]</c>.</param>
    /// <param name="targets">Int32 labels <c>[samples]</c>, or Float32 <c>[samples, …]</c>.</param>
    /// <exception cref="ShapeException">The numbers of samples differ.</exception>
    /// <exception cref="DTypeException">An element type does not fit.</exception>
    public TensorDataset(Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        inputs.RequireFloat32("TensorDataset");
        if (targets.Type is not (DType.Int32 or DType.Float32))
        {
            throw new DTypeException($"TensorDataset: targets must be Int32 labels or Float32 values, they are {targets.Type}.");
        }

        if (inputs.Rank < 1 || targets.Rank < 1 || inputs.Shape[0] != targets.Shape[0])
        {
            throw new ShapeException($"TensorDataset: inputs {inputs.Shape} and targets {targets.Shape} must have the same number of samples first.");
        }

        _inputs = inputs.Contiguous();
        _targets = targets.Contiguous();
    }

    /// <inheritdoc/>
    public override int Count => _inputs.Shape[0];

    /// <inheritdoc/>
    public override Shape InputShape => _inputs.Shape[1..];

    /// <inheritdoc/>
    public override Shape TargetShape => _targets.Shape[1..];

    /// <inheritdoc/>
    public override DType TargetType => _targets.Type;

    /// <inheritdoc/>
    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
    {
        _inputs.Floats().Slice(index * input.Length, input.Length).CopyTo(input);
        if (_targets.Type == DType.Float32)
        {
            _targets.Floats().Slice(index * target.Length, target.Length).CopyTo(target);
            return;
        }

        Span<int> labels = _targets.Integers().Slice(index * target.Length, target.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            target[i] = labels[i];
        }
    }
}
