using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The lines of an annotation file, and what its formats have in common.</summary>
internal sealed class AnnotationLines
{
    private const long MostBytes = 64L << 20;

    private readonly string _kind;
    private readonly string _path;

    public AnnotationLines(string kind, string path)
    {
        _kind = kind;
        _path = path;
        byte[] bytes = ByteFile.ReadAll(path, "annotation file", MostBytes, (message, cause) => new AnnotationFileException(path, 0, $"{kind}: {message}", cause));
        Lines = Encoding.UTF8.GetString(bytes).Split('\n');
    }

    /// <summary>All lines without line feed.</summary>
    public string[] Lines { get; }

    /// <summary>A problem of one line.</summary>
    /// <param name="index">Index of the line, from 0.</param>
    /// <param name="what">What is wrong with both values, after "line n of file".</param>
    public AnnotationFileException Error(int index, string what)
        => new(_path, index + 1, $"{_kind}: line {index + 1} of \"{_path}\" {what}.");

    /// <summary>A problem of the whole file.</summary>
    public AnnotationFileException Error(string what) => new(_path, 0, $"{_kind}: \"{_path}\" {what}.");

    /// <summary>A finite number.</summary>
    public double Number(int index, string field, string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error(index, $"has the {field} \"{Printable.Of(text)}\"; a finite number is needed");

    /// <summary>Checks the figures of a stretch.</summary>
    public EventAnnotation Event(int index, double start, double end, string label, double probability, string channel = EventAnnotation.AllChannels)
    {
        if (end < start)
        {
            throw Error(index, FormattableString.Invariant($"ends at {end} s, before it starts at {start} s"));
        }

        return probability is >= 0 and <= 1
            ? new EventAnnotation(start, end, label, probability, channel)
            : throw Error(index, FormattableString.Invariant($"has the probability {probability}; it must lie from 0 to 1"));
    }
}
