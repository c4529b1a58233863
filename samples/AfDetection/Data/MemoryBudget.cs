using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>How many records fit into memory.</summary>
internal static class MemoryBudget
{
    /// <summary>Bytes of a record: the table, its training part, that part centred, and what the models take.</summary>
    public const long BytesPerRecord = 4L * LogSpectrogram.FeatureCount * sizeof(double);

    // A table is one array.
    private const long MostRows = int.MaxValue / LogSpectrogram.FeatureCount;

    /// <summary>Records that fit into an amount of memory.</summary>
    public static long Fits(long bytes) => Math.Min(bytes / BytesPerRecord, MostRows);

    /// <summary>Refuses more records than fit, before any is read.</summary>
    /// <param name="records">Number of records.</param>
    /// <param name="bytes">Memory that the process may use.</param>
    /// <exception cref="UsageException">They do not fit.</exception>
    public static void Require(int records, long bytes)
    {
        long fits = Fits(bytes);
        if (records > fits)
        {
            throw new UsageException(FormattableString.Invariant(
                $"{records} records need {records * BytesPerRecord / 1e9:F1} GB, there are {bytes / 1e9:F1} GB: {fits} records fit; choose --records {fits / 2} or fewer per class."));
        }
    }
}
