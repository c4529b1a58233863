namespace DeepHealth.Eddl;

/// <summary>How a model is trained.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the training data in all, those before a resume included; at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples per step, at least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether a last, smaller batch of an epoch is left out: batch normalisation cannot learn from a single sample.</summary>
    public bool DropLast { get; init; }

    /// <summary>Whether each epoch has a random order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Data evaluated after each epoch; null for none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Part of the training data held out for validation where <see cref="Validation"/> is null; 0 for none, below 1.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Called after each epoch, in order.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Where progress is shown, such as <c>Console.Out</c>; null for nowhere.</summary>
    public TextWriter? Progress { get; init; }

    /// <summary>File that the whole state of training is saved to after each epoch; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether to go on from <see cref="Checkpoint"/> where it exists. The result has the same bits as an uninterrupted run.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether a thread prepares the next batch while the current one is computed.</summary>
    public bool Prefetch { get; init; } = true;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ValidationSplit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ValidationSplit, 1);
        if (Resume && Checkpoint is null)
        {
            throw new ArgumentException("Fit: Resume needs a Checkpoint file to go on from.");
        }
    }
}
