using System.Globalization;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Places for written files: the old tree, or one of patients, studies and series whose names tell nothing.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keepNames">Whether files keep their names.</param>
internal sealed class OutputTree(string folder, bool keepNames)
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly OutputNames _names = new();

    /// <summary>The place of a file, from the folder; its folders exist afterwards.</summary>
    /// <param name="input">The old file.</param>
    /// <param name="patient">Name that stands for the patient.</param>
    /// <param name="dataSet">The old data set.</param>
    public string PlaceOf(InputFile input, string patient, DicomDataSet dataSet)
    {
        string place;
        if (keepNames)
        {
            place = _names.Take(input.IsNamed ? Path.GetFileName(input.FullPath) : input.Name);
        }
        else
        {
            string studyUid = dataSet.GetString(DicomTags.StudyInstanceUID);
            string study = Path.Combine(patient, Number("study", patient, studyUid));
            string series = Path.Combine(study, Number("series", study, dataSet.GetString(DicomTags.SeriesInstanceUID)));
            place = Path.Combine(series, $"{Number("file", series, input.FullPath)}.dcm");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, place))!);
        return place;
    }

    /// <summary>Refuses a folder that has files already, or lies within the input.</summary>
    /// <exception cref="UsageException">The message names the folder.</exception>
    public static void Check(string folder, IEnumerable<string> inputs)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        foreach (string input in inputs)
        {
            if (full.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UsageException($"--output: \"{folder}\" lies in the input \"{input}\"; name a folder elsewhere.");
            }
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new UsageException($"--output: \"{folder}\" is not an empty folder; name a new one.");
        }
    }

    // A running number among those of one kind below one parent.
    private string Number(string kind, string parent, string uid)
    {
        string counter = $"{kind}|{parent}";
        string key = $"{counter}|{uid}";
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _numbers.GetValueOrDefault(counter) + 1;
            _numbers[counter] = number;
            _numbers[key] = number;
        }

        return $"{kind}{number.ToString(kind == "file" ? "D6" : "D3", CultureInfo.InvariantCulture)}";
    }
}
