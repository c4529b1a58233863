using DeepHealth.Samples.SeizureDetection.Pipeline;

namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>Generates a corpus once: a second run with the same options finds it there.</summary>
/// <remarks>A run that was killed while it generated starts the corpus anew; nothing else is ever deleted.</remarks>
internal static class GeneratedCorpus
{
    private const string Begun = ".generating";

    /// <summary>Makes the corpus unless it is there.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    public static void Ensure(string folder, CorpusOptions options, int workers, TextWriter output)
    {
        string list = Path.Combine(folder, "corpus.txt");
        string begun = Path.Combine(folder, Begun);
        string content = Stamp.Key("corpus 1", options.ToString()) + "\n";
        if (File.Exists(list) && File.ReadAllText(list) == content)
        {
            output.WriteLine($"generate  had {options.Files} recordings in {folder}");
            return;
        }

        if (File.Exists(begun))
        {
            Directory.Delete(folder, recursive: true);
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageException($"\"{folder}\" is not empty and holds no corpus of these options; name another folder, or delete it.");
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(begun, string.Empty);
        IReadOnlyList<string> defects = CorpusGenerator.Write(folder, options, workers);
        Numerics.AtomicFile.WriteText(list, content);
        File.Delete(begun);
        output.WriteLine(FormattableString.Invariant(
            $"generate  {options.Files} recordings of {options.Minutes} min by {options.Patients} patients in {folder}, {defects.Count} of them defective"));
    }
}
