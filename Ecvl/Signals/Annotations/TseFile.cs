using System.Globalization;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads and writes <c>.tse</c> and <c>.tse_bi</c> annotations: header lines, an empty line, then <c>start end label probability</c>.</summary>
/// <remarks>Two dialects: the Temple University Seizure Corpus (v1.5) counts seconds from the first sample; the other, used by the La Teppe recordings, has
/// ISO 8601 wall-clock times. Which one a file speaks is told by the form of its times, so a first event that does not start at 0 is no problem.
/// <c>.tse</c> has one label per kind of event, <c>.tse_bi</c> the two labels <c>bckg</c> and <c>seiz</c>; the grammar is the same.</remarks>
public static class TseFile
{
    private const string Kind = "TseFile";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffff";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AnnotationFileException">The file is missing, has no annotation, or a line is damaged.</exception>
    public static EventList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AnnotationLines file = new(Kind, path);
        List<KeyValuePair<string, string>> header = [];
        int index = 0;
        for (; index < file.Lines.Length && !string.IsNullOrWhiteSpace(file.Lines[index]); index++)
        {
            string line = file.Lines[index].Trim();
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw file.Error(index, $"is \"{Printable.Of(line)}\" in the header; \"name = value\" is needed, and an empty line ends the header");
            }

            header.Add(new(line[..equals].Trim(), line[(equals + 1)..].Trim()));
        }

        List<EventAnnotation> events = [];
        DateTime? origin = null;
        for (; index < file.Lines.Length; index++)
        {
            if (!string.IsNullOrWhiteSpace(file.Lines[index]))
            {
                events.Add(Parse(file, index, ref origin, events.Count == 0));
            }
        }

        return events.Count > 0
            ? new EventList { Events = events, Header = header, Origin = origin }
            : throw file.Error($"is empty: it has {header.Count} header lines, but no annotation");
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file, replaced where it exists.</param>
    /// <param name="list">With an <see cref="EventList.Origin"/> times are written as ISO 8601 with microseconds, else as seconds with four decimals.</param>
    /// <exception cref="ArgumentException">A label has a blank or is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, EventList list)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(list);
        StringBuilder text = new();
        foreach ((string name, string value) in list.Header.Count > 0 ? list.Header : [new("version", "tse_v1.0.0")])
        {
            text.Append(name).Append(" = ").Append(value).Append('\n');
        }

        text.Append('\n');
        foreach (EventAnnotation annotation in list.Events)
        {
            if (annotation.Label.Length == 0 || annotation.Label.Any(char.IsWhiteSpace))
            {
                throw new ArgumentException($"TseFile: the label \"{annotation.Label}\" is not one word, which this format needs.", nameof(list));
            }

            text.Append(list.Origin is { } origin
                ? string.Create(CultureInfo.InvariantCulture, $"{Time(origin, annotation.StartSeconds)} {Time(origin, annotation.EndSeconds)} {annotation.Label} {annotation.Probability:0.####}\n")
                : string.Create(CultureInfo.InvariantCulture, $"{annotation.StartSeconds:F4} {annotation.EndSeconds:F4} {annotation.Label} {annotation.Probability:F4}\n"));
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Time(DateTime origin, double seconds)
        => origin.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static EventAnnotation Parse(AnnotationLines file, int index, ref DateTime? origin, bool isFirst)
    {
        string line = file.Lines[index];
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 4)
        {
            throw file.Error(index, $"has {words.Length} words, \"{Printable.Of(line.Trim())}\"; start, end, label and probability are needed");
        }

        if (isFirst && words[0].Contains('T', StringComparison.Ordinal))
        {
            origin = Time(file, index, words[0]);
        }

        double start = origin is { } first ? (Time(file, index, words[0]) - first).TotalSeconds : file.Number(index, "start", words[0]);
        double end = origin is { } from ? (Time(file, index, words[1]) - from).TotalSeconds : file.Number(index, "end", words[1]);
        return file.Event(index, start, end, words[2], file.Number(index, "probability", words[3]));
    }

    private static DateTime Time(AnnotationLines file, int index, string text)
        => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time
            : throw file.Error(index, $"has the time \"{Printable.Of(text)}\"; the first annotation has a date and time, so yyyy-mm-ddThh:mm:ss is needed in all");
}
