using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cross-entropy of sigmoid(logit) against targets from 0 to 1, for independent yes-or-no outputs.</summary>
/// <remarks>Computed from the logits in the stable form <c>max(x, 0) − x·t + ln(1 + e^−|x|)</c>.</remarks>
/// <param name="classWeights">Weight of each output (the last axis), at least 0; equal weights where null.</param>
/// <param name="positiveWeight">Weight of positive targets relative to negative ones, above 0: above 1 favours recall.</param>
public sealed class BinaryCrossEntropy(float[]? classWeights = null, float positiveWeight = 1) : Loss
{
    private readonly LossWeights? _weights = LossWeights.From("BinaryCrossEntropy", classWeights);
    private readonly BinaryCrossEntropyWithLogits _op = positiveWeight > 0 && float.IsFinite(positiveWeight)
        ? new BinaryCrossEntropyWithLogits(positiveWeight)
        : throw new ArgumentOutOfRangeException(
            nameof(positiveWeight), positiveWeight, FormattableString.Invariant($"BinaryCrossEntropy: the positive weight must be finite and above 0, it is {positiveWeight}."));

    /// <inheritdoc/>
    /// <param name="prediction">Logits of any shape.</param>
    /// <param name="target">Float32 of the same shape, from 0 to 1.</param>
    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        SameShape.Require(Name, prediction, target);
        Tensor each = Tensor.Zip(_op, prediction, target);
        return (_weights is null ? each : each * _weights.ForOutputs(Name, prediction)).Mean();
    }

    /// <summary>Probabilities: the sigmoid of each output.</summary>
    public override Tensor Scores(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.Sigmoid();
    }
}
