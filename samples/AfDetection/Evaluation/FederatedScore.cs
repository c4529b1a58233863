using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>What merging the forests of institutions gives, on records that none of them has.</summary>
/// <param name="Records">Records of each institution.</param>
/// <param name="Alone">Counts of each institution's own forest.</param>
/// <param name="Merged">Counts of the merged forest.</param>
/// <param name="Central">Counts of a forest of as many trees grown on all records in one place.</param>
/// <param name="Trees">Trees of the merged forest.</param>
internal sealed record FederatedScore(
    IReadOnlyList<int> Records, IReadOnlyList<ConfusionMatrix> Alone, ConfusionMatrix Merged, ConfusionMatrix Central, int Trees)
{
    /// <summary>Some lines for the console.</summary>
    public override string ToString()
    {
        IEnumerable<string> alone = Alone.Select((counts, i) => FormattableString.Invariant($"institution {i + 1} alone, {Records[i]} records: accuracy {counts.Accuracy:F4}"));
        return string.Join('\n', alone.Append(FormattableString.Invariant(
            $"merged, {Trees} trees: accuracy {Merged.Accuracy:F4}; the same number of trees grown on all records: {Central.Accuracy:F4}; judged on {Merged.Total} records")));
    }
}
