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
        string reference = Path.Combine(folder, ReferenceFile);
        List<LabelledSignal> signals = [];
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

            WfdbRecord record = WfdbRecord.Open(Path.Combine(folder, fields[0] + ".hea"));
            if (record.Signals.Count == 0)
            {
                throw new DataException($"{record.FilePath}: has 0 signals; a record of the challenge has 1.");
            }

            Signal lead = record.Read(new SignalReadOptions { Signals = [0], IncludeAnnotations = false }).Signals[0];
            signals.Add(new LabelledSignal(fields[0], fields[0], preparation.RateHz, preparation.Apply(lead, record.FilePath), label));
        }

        return signals.Count > 0 ? signals : throw new DataException($"{reference}: lists 0 records; at least 1 is needed.");
    }
}
