namespace DeepHealth.Eddl;

/// <summary>Mean recall of the classes that have samples; see <see cref="ConfusionMatrix.BalancedAccuracy"/>.</summary>
/// <param name="classes">Number of classes, at least 2.</param>
/// <param name="threshold">For predictions with one score per sample: the smallest score that stands for class 1; 0 for logits.</param>
/// <param name="name">Name in progress lines, histories and result files.</param>
public sealed class BalancedAccuracy(int classes, double threshold = 0.5, string name = "balancedAccuracy")
    : ConfusionMetric(name, classes, threshold)
{
    /// <inheritdoc/>
    public override double Value => Matrix.BalancedAccuracy;
}
