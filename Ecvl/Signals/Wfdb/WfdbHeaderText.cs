using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The text of a WFDB header.</summary>
/// <remarks>WFDB, header(5).</remarks>
internal static class WfdbHeaderText
{
    /// <summary>The lines of a header.</summary>
    /// <exception cref="ArgumentException">A name, unit or text would break its line.</exception>
    public static string Of(WfdbHeader header)
    {
        CheckRecordName(header.Name);
        var text = new StringBuilder();
        string segments = header.Segments.Count > 0 ? $"/{header.Segments.Count}" : "";
        string counter = header.CounterRateHz == header.RateHz && header.BaseCounter == 0 ? "" : $"/{Number(header.CounterRateHz)}";
        string baseCounter = header.BaseCounter == 0 ? "" : $"({Number(header.BaseCounter)})";
        text.Append(CultureInfo.InvariantCulture, $"{header.Name}{segments} {header.Signals.Count} {Number(header.RateHz)}{counter}{baseCounter} {header.FrameCount ?? 0}{Start(header)}\n");
        foreach (WfdbSegment segment in header.Segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Word(segment.Name, "segment name")} {segment.FrameCount}\n");
        }

        for (int i = 0; header.Segments.Count == 0 && i < header.Signals.Count; i++)
        {
            text.Append(Line(header.Signals[i]));
        }

        foreach (string comment in header.Comments)
        {
            text.Append("# ").Append(OneLine(comment, "comment")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Throws for a record name that WFDB cannot use.</summary>
    public static void CheckRecordName(string name)
    {
        if (name.Length == 0 || name == "~" || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.AsSpan().ContainsAny('/', '\\', ':'))
        {
            throw new ArgumentException($"WfdbWriter: \"{Printable.Of(name)}\" is no record name; use letters, digits and underscores.");
        }
    }

    private static string Line(WfdbSignalHeader signal)
    {
        string perFrame = signal.SamplesPerFrame == 1 ? "" : $"x{signal.SamplesPerFrame}";
        string skew = signal.SkewFrames == 0 ? "" : $":{signal.SkewFrames}";
        string offset = signal.ByteOffset == 0 ? "" : $"+{signal.ByteOffset}";
        string gain = signal.IsCalibrated ? Number(signal.Gain) : "0";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Word(signal.FileName, "file name")} {signal.Format}{perFrame}{skew}{offset} {gain}({signal.Baseline})/{Word(signal.Unit, "unit")} {signal.AdcResolution ?? 0} {signal.AdcZero} {signal.InitialValue} {(short)(signal.Checksum ?? 0)} {signal.BlockSize} {OneLine(signal.Description, "description")}\n");
    }

    private static string Start(WfdbHeader header)
    {
        string time = header.BaseTime is { } at ? " " + at.ToString(at.Ticks % TimeSpan.TicksPerSecond == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.FFFFFFF", CultureInfo.InvariantCulture) : "";
        // A date stands only after a time.
        string date = header.BaseDate is { } day && time.Length > 0 ? " " + day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "";
        return time + date;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Word(string text, string what) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        ? text
        : throw new ArgumentException($"WfdbWriter: the {what} \"{Printable.Of(text)}\" must be one word without blanks.");

    private static string OneLine(string text, string what) => !text.Any(char.IsControl)
        ? text.Trim()
        : throw new ArgumentException($"WfdbWriter: the {what} \"{Printable.Of(text)}\" holds control characters, which break its line.");
}
