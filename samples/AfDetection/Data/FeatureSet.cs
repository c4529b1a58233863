using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Records as features with their classes.</summary>
/// <param name="Source">What the data is, for reports.</param>
/// <param name="Names">Name of each record.</param>
/// <param name="Labels">Class of each record.</param>
/// <param name="Table"><c>[records, 18810]</c>.</param>
/// <param name="Skipped">Records that could not be used.</param>
internal sealed record FeatureSet(string Source, IReadOnlyList<string> Names, int[] Labels, FeatureTable Table, IReadOnlyList<SkippedRecord> Skipped)
{
    /// <summary>Number of records of a class.</summary>
    public int Count(int label) => Labels.Count(own => own == label);

    /// <summary>Labels of some records.</summary>
    public int[] LabelsOf(int[] rows) => Array.ConvertAll(rows, row => Labels[row]);

    /// <summary>One line for the console.</summary>
    public override string ToString()
        => $"{Source}: {Names.Count} records ({string.Join(", ", AfClass.Names.Select((name, label) => $"{name} {Count(label)}"))}), {Skipped.Count} skipped";
}
