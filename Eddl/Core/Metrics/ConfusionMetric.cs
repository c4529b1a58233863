namespace DeepHealth.Eddl;

/// <summary>A metric that follows from a <see cref="ConfusionMatrix"/>. Updating allocates nothing.</summary>
public abstract class ConfusionMetric : Metric
{
    private readonly double _threshold;

    /// <summary>Creates a metric.</summary>
    /// <param name="name">Name in progress lines, histories and result files.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="threshold">For predictions with one score per sample: the smallest score that stands for class 1.</param>
    protected ConfusionMetric(string name, int classes, double threshold)
        : base(name, higherIsBetter: true)
    {
        Matrix = new ConfusionMatrix(classes);
        _threshold = threshold;
    }

    /// <summary>The counts since <see cref="Reset"/>.</summary>
    public ConfusionMatrix Matrix { get; }

    /// <inheritdoc/>
    public override void Reset() => Matrix.Reset();

    /// <summary>Adds a batch; see <see cref="ConfusionMatrix.Add(Tensor, Tensor, double)"/> for shapes, ties and errors.</summary>
    /// <param name="prediction">Scores <c>[N, classes]</c>, or for two classes <c>[N]</c> or <c>[N, 1]</c>.</param>
    /// <param name="target">Int32 labels <c>[N]</c>.</param>
    public override void Update(Tensor prediction, Tensor target) => Matrix.Add(prediction, target, _threshold);
}
