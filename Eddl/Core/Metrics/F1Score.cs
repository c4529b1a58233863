namespace DeepHealth.Eddl;

/// <summary>Mean F1 over all classes or over chosen ones, each class counting the same; see <see cref="ConfusionMatrix.F1"/>.</summary>
/// <remarks>The score of the PhysioNet/CinC challenge 2017 is the mean over normal, atrial fibrillation and other rhythm, without the noise
/// class (Clifford et al., "AF Classification from a Short Single Lead ECG Recording", Computing in Cardiology 2017, section 2.4):
/// <c>new F1Score(4, over: [0, 1, 2], name: "challengeF1")</c>.</remarks>
public sealed class F1Score : ConfusionMetric
{
    private readonly int[] _over;

    /// <summary>Creates the metric.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="over">Classes to average over; null for all.</param>
    /// <param name="threshold">For predictions with one score per sample: the smallest score that stands for class 1; 0 for logits.</param>
    /// <param name="name">Name in progress lines, histories and result files.</param>
    /// <exception cref="LabelException">A class to average over is outside 0 … classes − 1, named twice, or the list is empty.</exception>
    public F1Score(int classes, IReadOnlyList<int>? over = null, double threshold = 0.5, string name = "macroF1")
        : base(name, classes, threshold)
    {
        _over = over is null ? [.. Enumerable.Range(0, classes)] : [.. over];
        if (_over.Length == 0 || _over.Distinct().Count() != _over.Length || _over.Any(c => c < 0 || c >= classes))
        {
            throw new LabelException($"F1Score: the classes to average over, [{string.Join(", ", _over)}], must be distinct and within 0 … {classes - 1}.");
        }
    }

    /// <inheritdoc/>
    public override double Value => Matrix.MacroF1(_over);
}
