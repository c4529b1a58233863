namespace DeepHealth.Eddl;

/// <summary>A figure of merit gathered over the batches of an epoch.</summary>
/// <remarks>The value is that of all samples since <see cref="Reset"/> together, not a mean over batches: it does not depend on the
/// batch size. Metrics live on the host; they read the tensors and record nothing.</remarks>
public abstract class Metric
{
    /// <summary>Creates a metric.</summary>
    /// <param name="name">Name in progress lines, histories and result files, such as <c>accuracy</c>.</param>
    /// <param name="higherIsBetter">Whether a larger value is the better one.</param>
    protected Metric(string name, bool higherIsBetter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        HigherIsBetter = higherIsBetter;
    }

    /// <summary>Name in progress lines, histories and result files.</summary>
    public string Name { get; }

    /// <summary>Whether a larger value is the better one. Early stopping and best-checkpoint follow it.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>The value over all samples since <see cref="Reset"/>; NaN while there are none.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets all samples.</summary>
    public abstract void Reset();

    /// <summary>Adds a batch. A batch that is refused changes nothing.</summary>
    /// <param name="prediction">Output of the model.</param>
    /// <param name="target">What the output should be.</param>
    public abstract void Update(Tensor prediction, Tensor target);

    /// <summary>Name and value, such as <c>accuracy 0.9125</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:F4}");
}
