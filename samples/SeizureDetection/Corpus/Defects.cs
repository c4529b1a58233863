using System.Text;

namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>Damages ten exams of a generated corpus, each in another way that real corpora have.</summary>
internal static class Defects
{
    /// <summary>Number of defects.</summary>
    public const int Count = 10;

    private const int LabelField = 256;
    private const int PhysicalMinimumField = 104;
    private const int Signals = 2;

    /// <summary>Damages exams that lie evenly spread.</summary>
    /// <returns>Paths in the corpus of the recordings concerned.</returns>
    public static IReadOnlyList<string> Make(string folder, CorpusOptions options)
    {
        string[] files = [.. Enumerable.Range(0, Count).Select(i => CorpusGenerator.PathOf(folder, options, Exam(i, options)))];
        string Annotations(int i) => Path.ChangeExtension(files[i], ".tse_bi");
        CorpusGenerator.WriteEegOnly(files[0], CorpusGenerator.StartOf(Exam(0, options)), (int)(options.Minutes * 60));
        using (FileStream truncated = File.OpenWrite(files[1]))
        {
            truncated.SetLength(truncated.Length * 2 / 3);
        }

        File.WriteAllText(Annotations(2), "version = tse_v1.0.0\n\n");
        File.Move(Annotations(3), Path.ChangeExtension(files[3], ".tse_bak"), overwrite: true);
        File.Delete(Annotations(4));
        File.WriteAllBytes(files[5], []);
        Overwrite(files[6], LabelField + (PhysicalMinimumField * Signals) + 8, "nan     ");
        File.AppendAllText(Annotations(7), File.ReadAllText(Annotations(7)).Contains('T', StringComparison.Ordinal)
            ? "2020-01-01T00:00:00.000000 2020-01-01T00:00:01.000000 artf 1\n"
            : "0.0000 1.0000 artf 1.0000\n");
        File.Delete(files[8]);
        Directory.CreateDirectory(files[8]);

        // The copy comes after its original in the order of paths, whichever patient that is.
        string original = CorpusGenerator.PathOf(folder, options, 0);
        File.Copy(original, files[9], overwrite: true);
        return [.. files.Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    // The first exam stays good: the duplicate repeats it.
    private static int Exam(int defect, CorpusOptions options) => options.Files - 1 - (defect * ((options.Files - 1) / Count));

    private static void Overwrite(string path, int offset, string text)
    {
        using FileStream stream = File.OpenWrite(path);
        stream.Position = offset;
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
