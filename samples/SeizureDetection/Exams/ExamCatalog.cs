using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace DeepHealth.Samples.SeizureDetection.Exams;

/// <summary>Finds the exams of a corpus: every <c>.edf</c> under a folder with annotations of the same name beside it.</summary>
/// <remarks>Order is that of the paths, whatever the file system says. A recording that repeats the bytes or the name of an earlier one is left out: the same
/// seizure must not be in training and in test data under two patients' names.</remarks>
internal sealed partial class ExamCatalog
{
    public const string Step = "scan";

    private static readonly string[] s_annotations = [".tse_bi", ".csv_bi"];

    private ExamCatalog(IReadOnlyList<Exam> exams, IReadOnlyList<BadFile> bad)
    {
        Exams = exams;
        Bad = bad;
    }

    public IReadOnlyList<Exam> Exams { get; }

    public IReadOnlyList<BadFile> Bad { get; }

    /// <summary>Reads every recording once, for its hash.</summary>
    /// <param name="folder">Root of the corpus.</param>
    /// <param name="workers">Threads.</param>
    public static ExamCatalog Scan(string folder, int workers)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder \"{folder}\"; name a corpus with --data, or generate one.");
        }

        string[] entries = [.. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .OrderBy(path => Relative(folder, path), StringComparer.Ordinal)];
        HashSet<string> present = [.. entries];
        string[] recordings = [.. entries.Where(path => HasExtension(path, ".edf"))];
        string?[] hashes = new string?[recordings.Length];
        string?[] reasons = new string?[recordings.Length];
        Parallel.For(0, recordings.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => (hashes[i], reasons[i]) = Hash(recordings[i]));
        List<Exam> exams = [];
        List<BadFile> bad = [];
        Dictionary<string, string> byHash = [];
        Dictionary<string, string> byName = [];
        for (int i = 0; i < recordings.Length; i++)
        {
            string file = Relative(folder, recordings[i]);
            string name = Path.GetFileNameWithoutExtension(file);
            string? annotations = s_annotations.Select(extension => Path.ChangeExtension(recordings[i], extension)).FirstOrDefault(present.Contains);
            string? reason = reasons[i] ?? (annotations is null ? MissingPair(recordings[i], entries) : null);
            if (reason is null && byHash.TryGetValue(hashes[i]!, out string? same))
            {
                reason = $"duplicate: it has the same bytes as \"{same}\"";
            }
            else if (reason is null && byName.TryGetValue(name, out string? first))
            {
                reason = $"duplicate: \"{first}\" has the same name";
            }

            if (reason is not null)
            {
                bad.Add(new BadFile(file, Step, reason));
                continue;
            }

            byHash[hashes[i]!] = file;
            byName[name] = file;
            exams.Add(new Exam(name, PatientOf(name, recordings[i]), file, recordings[i], annotations!, hashes[i]!));
        }

        foreach (string lonely in entries.Where(path => s_annotations.Any(extension => HasExtension(path, extension)) && !present.Contains(Path.ChangeExtension(path, ".edf"))))
        {
            bad.Add(new BadFile(Relative(folder, lonely), Step, $"missing pair: there is no \"{Path.GetFileNameWithoutExtension(lonely)}.edf\" beside these annotations"));
        }

        return new ExamCatalog(exams, bad);
    }

    private static string MissingPair(string recording, string[] entries)
    {
        string stem = Path.ChangeExtension(recording, null) + ".";
        string[] others = [.. entries.Where(path => path.StartsWith(stem, StringComparison.Ordinal) && path != recording).Select(path => Path.GetFileName(path))];
        return others.Length == 0
            ? $"missing pair: there is no \"{Path.GetFileName(stem)}tse_bi\" or \"{Path.GetFileName(stem)}csv_bi\" beside it"
            : $"wrong extension: \"{string.Join("\", \"", others)}\" is beside it, but annotations must end in .tse_bi or .csv_bi";
    }

    private static (string? Hash, string? Reason) Hash(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return stream.Length == 0
                ? (null, "zero length: the recording is empty")
                : (Convert.ToHexStringLower(SHA256.HashData(stream)), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The message of the system has the full path, which differs from machine to machine.
            return (null, Directory.Exists(path) ? "unreadable: it is a folder, not a file" : $"unreadable: {error.GetType().Name} on opening");
        }
    }

    private static bool HasExtension(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string PatientOf(string name, string path)
    {
        Match match = SessionName().Match(name);
        return match.Success ? match.Groups[1].Value : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? name;
    }

    [GeneratedRegex("^(.+)_s[0-9]+(_t[0-9]+)?$")]
    private static partial Regex SessionName();
}
