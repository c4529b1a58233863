namespace DeepHealth.Bench.Peers;

/// <summary>What a step does.</summary>
public enum StepKind
{
    /// <summary>Forward, cross-entropy, backward, update.</summary>
    Train,

    /// <summary>Forward in inference mode.</summary>
    Infer,
}
