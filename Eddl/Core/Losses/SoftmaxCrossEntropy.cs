namespace DeepHealth.Eddl;

/// <summary>Cross-entropy of softmax(logits) against class labels, for samples that belong to exactly one class.</summary>
/// <remarks>With class weights the mean is divided by the sum of the weights of the labels, and a class's share of a smoothed target has that
/// class's weight: both as in PyTorch.</remarks>
/// <param name="classWeights">Weight per class, at least 0; equal weights where null.</param>
/// <param name="labelSmoothing">Part of the target spread over all classes, from 0 to below 1 (Szegedy et al., CVPR 2016, section 7).</param>
public sealed class SoftmaxCrossEntropy(float[]? classWeights = null, float labelSmoothing = 0) : Loss
{
    private readonly LossWeights? _weights = LossWeights.From("SoftmaxCrossEntropy", classWeights);
    private readonly float _labelSmoothing = Check.Between("SoftmaxCrossEntropy", labelSmoothing, 0, 1, nameof(labelSmoothing));

    /// <inheritdoc/>
    /// <param name="prediction">Logits <c>[N, classes]</c> or <c>[N, classes, …]</c>.</param>
    /// <param name="target">Int32 labels <c>[N]</c> or <c>[N, …]</c>.</param>
    /// <exception cref="LabelException">A label lies outside 0 … classes - 1.</exception>
    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Functional.CrossEntropy(prediction, target, _weights?.On(prediction.Device), _labelSmoothing);
    }

    /// <summary>Class probabilities: the softmax over axis 1.</summary>
    public override Tensor Scores(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.Softmax(1);
    }
}
