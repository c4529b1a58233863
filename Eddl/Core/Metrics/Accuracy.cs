namespace DeepHealth.Eddl;

/// <summary>Share of the samples whose class was found; see <see cref="ConfusionMatrix.Accuracy"/>.</summary>
/// <param name="classes">Number of classes, at least 2.</param>
/// <param name="threshold">For predictions with one score per sample: the smallest score that stands for class 1; 0 for logits.</param>
/// <param name="name">Name in progress lines, histories and result files.</param>
public sealed class Accuracy(int classes, double threshold = 0.5, string name = "accuracy") : ConfusionMetric(name, classes, threshold)
{
    /// <inheritdoc/>
    public override double Value => Matrix.Accuracy;
}
