namespace DeepHealth.Eddl;

/// <summary>Mean of the squared differences.</summary>
/// <param name="outputWeights">Weight of each output (the last axis), at least 0; equal weights where null.</param>
public sealed class MeanSquaredError(float[]? outputWeights = null) : Loss
{
    private readonly LossWeights? _weights = LossWeights.From("MeanSquaredError", outputWeights);

    /// <inheritdoc/>
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">Float32 of the same shape.</param>
    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        SameShape.Require(Name, prediction, target);
        Tensor each = Tensor.Zip(default(SquaredDifference), prediction, target);
        return (_weights is null ? each : each * _weights.ForOutputs(Name, prediction)).Mean();
    }
}
