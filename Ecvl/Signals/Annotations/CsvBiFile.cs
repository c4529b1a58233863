using System.Globalization;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads and writes <c>.csv_bi</c> and <c>.csv</c> annotations of the Temple University Seizure Corpus v2: comment lines with a header, a line of
/// column names, then <c>channel,start_time,stop_time,label,confidence</c> in seconds from the first sample.</summary>
/// <remarks>Background need not be listed. A file without any annotation is sound: nothing happened.</remarks>
public static class CsvBiFile
{
    private const string Columns = "channel,start_time,stop_time,label,confidence";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AnnotationFileException">The file is missing, or a line is damaged.</exception>
    public static EventList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AnnotationLines file = new("CsvBiFile", path);
        List<KeyValuePair<string, string>> header = [];
        List<EventAnnotation> events = [];
        bool hasColumns = false;
        for (int index = 0; index < file.Lines.Length; index++)
        {
            string line = file.Lines[index].Trim();
            if (line.StartsWith('#'))
            {
                int equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals > 1)
                {
                    header.Add(new(line[1..equals].Trim(), line[(equals + 1)..].Trim()));
                }
            }
            else if (line.Length > 0 && !hasColumns)
            {
                hasColumns = line == Columns ? true : throw file.Error(index, $"is \"{Printable.Of(line)}\"; the column names \"{Columns}\" are needed");
            }
            else if (line.Length > 0)
            {
                events.Add(Parse(file, index, line));
            }
        }

        return hasColumns ? new EventList { Events = events, Header = header } : throw file.Error($"is empty: the column names \"{Columns}\" are missing");
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file, replaced where it exists.</param>
    /// <param name="list">Annotations in seconds from the first sample.</param>
    /// <exception cref="ArgumentException">The annotations have wall-clock times, or a word has a comma.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, EventList list)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(list);
        if (list.Origin is { } origin)
        {
            throw new ArgumentException($"CsvBiFile: the annotations count from {origin:O}, but this format counts from the first sample; convert them with FromStart.", nameof(list));
        }

        StringBuilder text = new();
        foreach ((string name, string value) in list.Header.Count > 0 ? list.Header : [new("version", "csv_v1.0.0")])
        {
            text.Append("# ").Append(name).Append(" = ").Append(value).Append('\n');
        }

        text.Append("#\n").Append(Columns).Append('\n');
        foreach (EventAnnotation annotation in list.Events)
        {
            if (annotation.Label.Length == 0 || (annotation.Label + annotation.Channel).AsSpan().ContainsAny(",\n\r#"))
            {
                throw new ArgumentException($"CsvBiFile: the label \"{annotation.Label}\" or channel \"{annotation.Channel}\" is empty or has a separator.", nameof(list));
            }

            text.Append(CultureInfo.InvariantCulture, $"{annotation.Channel},{annotation.StartSeconds:F4},{annotation.EndSeconds:F4},{annotation.Label},{annotation.Probability:F4}\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static EventAnnotation Parse(AnnotationLines file, int index, string line)
    {
        string[] words = line.Split(',', StringSplitOptions.TrimEntries);
        return words.Length == 5 && words[3].Length > 0
            ? file.Event(index, file.Number(index, "start", words[1]), file.Number(index, "end", words[2]), words[3], file.Number(index, "confidence", words[4]), words[0])
            : throw file.Error(index, $"is \"{Printable.Of(line)}\"; {Columns} are needed");
    }
}
