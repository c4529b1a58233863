namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>What a model says about a record, or why it says nothing.</summary>
/// <param name="Record">The record as it was named.</param>
/// <param name="Predicted">Name of the class; null where the record is unusable.</param>
/// <param name="Scores">How much AF and normal are favoured; null where the record is unusable.</param>
/// <param name="Truth">Name of the true class where it is known.</param>
/// <param name="Error">What is wrong with the record; null where nothing is.</param>
internal sealed record RecordPrediction(string Record, string? Predicted, IReadOnlyList<double>? Scores, string? Truth, string? Error)
{
    /// <summary>One line for the console.</summary>
    public override string ToString()
        => Error is not null ? $"{Record}: {Error}"
            : FormattableString.Invariant($"{Record}: {Predicted} (AF {Scores![0]:F4}, normal {Scores[1]:F4}){(Truth is null ? "" : $", true: {Truth}")}");
}
