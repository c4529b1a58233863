namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>The options of the verb train.</summary>
internal sealed record TrainSettings
{
    /// <summary>Folder or file of real data; null for generated data.</summary>
    public string? Data { get; init; }

    /// <summary>A model to start from; null for random parameters.</summary>
    public string? Pretrained { get; init; }

    /// <summary>How far fine-tuned parameters move away from the pretrained ones: 0 not at all, 1 as far as training took them.</summary>
    public double Blend { get; init; } = 1;

    /// <summary>Passes over the training records.</summary>
    public required int Epochs { get; init; }

    /// <summary>Windows per step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Peak learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Seed of data, initial parameters and order.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Subjects generated for training.</summary>
    public required int Subjects { get; init; }

    /// <summary>Subjects generated to watch, and as many others to judge by.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Folds of the cross-validation on real data.</summary>
    public required int Folds { get; init; }

    /// <summary>Folder that results are written to.</summary>
    public required string Output { get; init; }

    /// <summary>Whether to go on from the output folder's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>The options that the trained parameters depend on: a run resumes only with the same ones.</summary>
    public string Fingerprint
        => FormattableString.Invariant($"epochs {Epochs}, batch {BatchSize}, rate {LearningRate}, subjects {Subjects}, data {Data ?? "generated"}, pretrained {Pretrained ?? "no"}");
}
