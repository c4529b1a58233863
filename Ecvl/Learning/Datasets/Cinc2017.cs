using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Folders of the PhysioNet/CinC Challenge 2017: WFDB records and <c>REFERENCE.csv</c>.</summary>
/// <remarks>Clifford et al., "AF Classification from a Short Single Lead ECG Recording", CinC 2017.</remarks>
public static class Cinc2017
{
    /// <summary>File with one line <c>record,class</c> per record.</summary>
    public const string ReferenceFile = "REFERENCE.csv";

    private static readonly string[] s_classes = ["N", "A", "O", "~"];

    /// <summary>Whether a folder has the challenge's layout.</summary>
    public static bool Matches(string folder) => File.Exists(Path.Combine(folder, ReferenceFile));

    /// <summary>Reads and prepares every record of a folder.</summary>
    /// <param name="folder">Folder with <c>REFERENCE.csv</c> and the records.</param>
    /// <param name="preparation">Brings the records to one form.</param>
    /// <returns>Signals labelled by <see cref="HeartRhythm"/>; each record is a subject of its own.</returns>
    /// <exception cref="DataException">A line of the reference is malformed, or a record cannot be prepared.</exception>
    /// <exception cref="SignalFormatException">A record is missing or damaged.</exception>
    public static IReadOnlyList<LabelledSignal> Load(string folder, SignalPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        List<LabelledSignal> signals = [];
        foreach (Cinc2017Entry entry in ReadReference(folder))
        {
            string path = HeaderPath(folder, entry.Name);
            Signal lead = ReadLead(path);
            signals.Add(new LabelledSignal(entry.Name, entry.Name, preparation.RateHz, preparation.Apply(lead, path), (int)entry.Rhythm));
        }

        return signals;
    }

    /// <summary>Reads the list of records with their classes, and none of the records.</summary>
    /// <param name="folder">Folder with <c>REFERENCE.csv</c>.</param>
    /// <returns>At least one entry, in the order of the file.</returns>
    /// <exception cref="DataException">A line is malformed, or there is none.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static IReadOnlyList<Cinc2017Entry> ReadReference(string folder)
    {
        string reference = Path.Combine(folder, ReferenceFile);
        List<Cinc2017Entry> entries = [];
        int number = 0;
        foreach (string line in File.ReadLines(reference))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string[] fields = line.Split(',', StringSplitOptions.TrimEntries);
            int label = fields.Length == 2 ? Array.IndexOf(s_classes, fields[1]) : -1;
            if (label < 0)
            {
                throw new DataException($"{reference}: line {number} is \"{line}\"; expected a record name, a comma, and one of N, A, O, ~.");
            }

            entries.Add(new Cinc2017Entry(fields[0], (HeartRhythm)label));
        }

        return entries.Count > 0 ? entries : throw new DataException($"{reference}: lists 0 records; at least 1 is needed.");
    }

    /// <summary>The header of a record.</summary>
    /// <param name="folder">Folder with the records.</param>
    /// <param name="name">Name of the record.</param>
    public static string HeaderPath(string folder, string name) => Path.Combine(folder, name + ".hea");

    /// <summary>Reads the lead of a record, in millivolt and as stored.</summary>
    /// <param name="headerPath">The record's header.</param>
    /// <param name="mostSeconds">Seconds to read from the start at most; null for all.</param>
    /// <exception cref="DataException">The record has no signal.</exception>
    /// <exception cref="SignalFormatException">The record is missing or damaged.</exception>
    public static Signal ReadLead(string headerPath, double? mostSeconds = null)
    {
        WfdbRecord record = WfdbRecord.Open(headerPath);
        double? duration = record.DurationSeconds > mostSeconds ? mostSeconds : null;
        return record.Signals.Count > 0
            ? record.Read(new SignalReadOptions { Signals = [0], IncludeDigital = true, IncludeAnnotations = false, DurationSeconds = duration }).Signals[0]
            : throw new DataException($"{record.FilePath}: has 0 signals; a record of the challenge has 1.");
    }
}
