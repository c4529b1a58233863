using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Turns the text of a WFDB header into a <see cref="WfdbHeader"/>.</summary>
internal sealed class WfdbHeaderParser(string path)
{
    private static readonly string[] DateFormats = ["d/M/yyyy", "yyyy-M-d", "d-MMM-yyyy"];
    private int _line;

    /// <summary>Parses the whole text.</summary>
    public WfdbHeader Parse(string text)
    {
        WfdbHeader? record = null;
        int expected = 0;
        var signals = new List<WfdbSignalHeader>();
        var segments = new List<WfdbSegment>();
        var comments = new List<string>();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            _line++;
            ReadOnlySpan<char> line = raw.Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (line[0] == '#')
            {
                comments.Add(line[1..].Trim().ToString());
            }
            else if (record is null)
            {
                (record, expected) = RecordLine(line.ToString());
                expected = record.SegmentCount ?? expected;
            }
            else if (record.SegmentCount is not null && segments.Count < expected)
            {
                segments.Add(SegmentLine(line.ToString()));
            }
            else if (record.SegmentCount is null && signals.Count < expected)
            {
                signals.Add(SignalLine(line.ToString(), signals.Count));
            }
            else
            {
                throw Error($"is one line more than the {expected} signals or segments that the record line announces.");
            }
        }

        if (record is null)
        {
            throw new WfdbException(path, $"WFDB: the header \"{path}\" holds no record line; it is empty or no WFDB header.");
        }

        if (signals.Count + segments.Count < expected)
        {
            throw new WfdbException(path, record.SegmentCount is null
                ? $"WFDB: the header \"{path}\" announces {expected} signals but describes {signals.Count}; it is cut or damaged."
                : $"WFDB: the header \"{path}\" announces {expected} segments but lists {segments.Count}; it is cut or damaged.");
        }

        return record with { Signals = signals, Segments = segments, Comments = comments };
    }

    // name frames
    private WfdbSegment SegmentLine(string line)
    {
        var fields = new HeaderFields(line);
        string name = fields.Next() ?? "";
        long frames = Long(fields.Next(), "number of samples of a segment") ?? throw Error("has no number of samples after the name of the segment.");
        return new WfdbSegment(name, frames);
    }

    // name[/segments] signals [rate[/counterRate[(baseCounter)]] [frames [time [date]]]]
    private (WfdbHeader Record, int Signals) RecordLine(string line)
    {
        var fields = new HeaderFields(line);
        string name = fields.Next() ?? "";
        string segments = SplitOff(ref name, '/');
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw Error($"begins with the record name \"{Printable.Of(name)}\"; a name is made of letters, digits and punctuation. Is this a WFDB header?");
        }

        int signals = Integer(fields.Next(), "number of signals", 0, int.MaxValue) ?? throw Error("has no number of signals after the record name; is this a WFDB header?");
        string rateField = fields.Next() ?? "250";
        string counter = SplitOff(ref rateField, '/');
        string baseCounter = SplitOffBracket(ref counter, "counter frequency");
        double rate = Positive(rateField, "sampling frequency");
        long frames = Long(fields.Next(), "number of samples") ?? 0;
        string start = fields.Rest();
        (TimeSpan? time, DateOnly? date) = StartTime(start);
        var record = new WfdbHeader
        {
            Name = name,
            SegmentCount = segments.Length == 0 ? null : Integer(segments, "number of segments", 1, int.MaxValue),
            RateHz = rate,
            CounterRateHz = counter.Length == 0 ? rate : Positive(counter, "counter frequency"),
            BaseCounter = baseCounter.Length == 0 ? 0 : Real(baseCounter, "base counter value"),
            FrameCount = frames == 0 ? null : frames,
            StartText = start,
            BaseTime = time,
            BaseDate = date,
            Signals = [],
            Comments = [],
        };
        return (record, signals);
    }

    // file format[xspf][:skew][+offset] [gain[(baseline)][/unit] [bits [zero [initial [checksum [block [description]]]]]]]
    private WfdbSignalHeader SignalLine(string line, int index)
    {
        var fields = new HeaderFields(line);
        string file = fields.Next() ?? "";
        string format = fields.Next() ?? throw Error("has no format after the file name.");
        string offset = SplitOff(ref format, '+');
        string skew = SplitOff(ref format, ':');
        string perFrame = SplitOff(ref format, 'x');
        string gainField = fields.Next() ?? "0";
        string unit = SplitOff(ref gainField, '/');
        string baseline = SplitOffBracket(ref gainField, "ADC gain");
        double gain = Real(gainField, "ADC gain");
        int? bits = Integer(fields.Next(), "ADC resolution", int.MinValue, int.MaxValue);
        int zero = Integer(fields.Next(), "ADC zero", int.MinValue, int.MaxValue) ?? 0;
        int initial = Integer(fields.Next(), "initial value", int.MinValue, int.MaxValue) ?? zero;
        // Both signed and unsigned 16-bit sums are in use.
        int? checksum = Integer(fields.Next(), "checksum", int.MinValue, int.MaxValue) & 0xFFFF;
        int block = Integer(fields.Next(), "block size", int.MinValue, int.MaxValue) ?? 0;
        string description = fields.Rest();
        return new WfdbSignalHeader
        {
            FileName = file,
            Format = Integer(format, "format", 0, int.MaxValue) ?? 0,
            SamplesPerFrame = perFrame.Length == 0 ? 1 : Integer(perFrame, "samples per frame", 1, int.MaxValue) ?? 1,
            SkewFrames = skew.Length == 0 ? 0 : Integer(skew, "skew", 0, int.MaxValue) ?? 0,
            ByteOffset = offset.Length == 0 ? 0 : Long(offset, "byte offset") ?? 0,
            Gain = gain == 0 ? 200 : gain,
            IsCalibrated = gain != 0,
            Baseline = baseline.Length == 0 ? zero : Integer(baseline, "baseline", int.MinValue, int.MaxValue) ?? zero,
            Unit = unit.Length == 0 ? "mV" : unit,
            AdcResolution = bits,
            AdcZero = zero,
            InitialValue = initial,
            Checksum = checksum,
            BlockSize = block,
            Description = description.Length == 0 ? $"signal {index}" : description,
        };
    }

    // The standard says "HH:MM:SS[.sss] DD/MM/YYYY"; the CinC challenges write the date first, as 2014-03-23 or 05-May-2020.
    private static (TimeSpan? Time, DateOnly? Date) StartTime(string text)
    {
        TimeSpan? time = null;
        DateOnly? date = null;
        foreach (string field in text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (field.Contains(':', StringComparison.Ordinal))
            {
                time = TimeSpan.TryParseExact(
                    field, [@"h\:m\:s", @"h\:m\:s\.FFFFFFF", @"m\:s"], CultureInfo.InvariantCulture, out TimeSpan parsed) ? parsed : null;
            }
            else
            {
                date = DateOnly.TryParseExact(field, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed) ? parsed : null;
            }
        }

        return (time, date);
    }

    /// <summary>Cuts the field at the first separator and returns what follows it; empty where there is none.</summary>
    private static string SplitOff(ref string field, char separator)
    {
        int at = field.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return "";
        }

        string rest = field[(at + 1)..];
        field = field[..at];
        return rest;
    }

    private string SplitOffBracket(ref string field, string what)
    {
        string whole = field;
        string inner = SplitOff(ref field, '(');
        if (inner.Length == 0)
        {
            return "";
        }

        return inner[^1] == ')' ? inner[..^1] : throw Error($"has the {what} \"{Printable.Of(whole)}\" with a bracket that does not close.");
    }

    private int? Integer(string? field, string what, int min, int max)
    {
        if (field is null)
        {
            return null;
        }

        return int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max
            ? value
            : throw Error($"has the {what} \"{Printable.Of(field)}\"; it must be an integer in [{min}, {max}].");
    }

    private long? Long(string? field, string what)
    {
        if (field is null)
        {
            return null;
        }

        return long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Error($"has the {what} \"{Printable.Of(field)}\"; it must be an integer from 0.");
    }

    private double Real(string field, string what)
    {
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error($"has the {what} \"{Printable.Of(field)}\"; it must be a finite number.");
    }

    private double Positive(string field, string what)
    {
        double value = Real(field, what);
        return value > 0 ? value : throw Error($"has the {what} \"{Printable.Of(field)}\"; it must be above 0.");
    }

    private WfdbException Error(string what) => new(path, $"WFDB: line {_line} of \"{path}\" {what}");
}
