using DeepHealth.Samples.AfDetection.Data;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>Brings the records that the options name.</summary>
internal static class RecordLoading
{
    private const int GeneratedPerClass = 200;
    private const int MostListed = 20;

    /// <summary>Generates, reads and prepares records, or reads prepared features, and lists records left out.</summary>
    public static FeatureSet Load(AfSettings settings, TextWriter output)
    {
        FeatureSet set = File.Exists(settings.Data)
            ? FeatureFile.Read(settings.Data)
            : FeaturePreparation.Run(Source(settings), settings.Records, settings.IsBalanced, settings.Seed, settings.Threads, output);
        output.WriteLine(set);
        foreach (SkippedRecord record in set.Skipped.Take(MostListed))
        {
            output.WriteLine($"left out {record.Name}: {record.Reason}");
        }

        if (set.Skipped.Count > MostListed)
        {
            output.WriteLine($"and {set.Skipped.Count - MostListed} more");
        }

        return set;
    }

    /// <summary>Exit code of a verb that worked on a set.</summary>
    public static int ExitCode(FeatureSet set) => set.Skipped.Count == 0 ? 0 : Program.SomeSkipped;

    private static RecordSource Source(AfSettings settings)
        => settings.Data is { } folder ? RecordSource.Cinc(folder) : RecordSource.Generated(settings.Records == 0 ? GeneratedPerClass : settings.Records, settings.Seed, settings.Noise);
}
