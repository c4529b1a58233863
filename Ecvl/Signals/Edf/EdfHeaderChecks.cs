using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Checks the text fields of a header one by one.</summary>
internal sealed class EdfHeaderChecks(ByteFile file, EdfFindings findings)
{
    private const int RecommendedRecordBytes = 61440;
    private const string Number = "a number, left-justified, without exponent";

    private static readonly (string Name, int Width)[] Fixed =
    [
        ("version", 8), ("patient", 80), ("recording", 80), ("start date", 8), ("start time", 8), ("bytes in header", 8),
        ("reserved field", 44), ("number of data records", 8), ("duration of a data record", 8), ("number of signals", 4),
    ];

    private static readonly (string Name, int Width)[] PerSignal =
    [
        ("label", 16), ("transducer type", 80), ("physical dimension", 8), ("physical minimum", 8), ("physical maximum", 8),
        ("digital minimum", 8), ("digital maximum", 8), ("prefiltering", 80), ("number of samples", 8), ("reserved field", 32),
    ];

    private readonly Dictionary<string, (string Text, long Offset)> _fields = [];
    private bool _isBdf;

    /// <summary>Runs all checks of the header and of the file's length.</summary>
    public void Run()
    {
        byte[] bytes = new byte[EdfHeader.BlockBytes];
        file.ReadExactly(0, bytes);
        _isBdf = bytes[0] == 0xFF;
        long at = 0;
        foreach ((string name, int width) in Fixed)
        {
            Cut(name, bytes, (int)at, width, at);
            at += width;
        }

        if (Text("version") != (_isBdf ? "\u00FFBIOSEMI" : "0"))
        {
            Fault("version", "0, or byte 255 and BIOSEMI for BDF");
        }

        CheckStart();
        int? signals = Integer("number of signals");
        if (signals is not (>= 0 and <= 9999))
        {
            Fault("number of signals", "0 to 9999");
            return;
        }

        long headerBytes = EdfHeader.BlockBytes * (1L + signals.Value);
        if (Integer("bytes in header") != headerBytes)
        {
            Fault("bytes in header", headerBytes.ToString(CultureInfo.InvariantCulture));
        }

        if (file.Length < headerBytes)
        {
            findings.Error("file", 0, $"{file.Length} bytes", $"{headerBytes} bytes of header");
            return;
        }

        CheckReserved();
        CheckSignals(signals.Value);
        CheckRecords(signals.Value, headerBytes);
    }

    private string Text(string field) => _fields[field].Text.TrimEnd();

    private void Fault(string field, string expected) => findings.Error(field, _fields[field].Offset, Text(field), expected);

    private void Cut(string name, byte[] bytes, int at, int width, long offset)
    {
        string text = Encoding.Latin1.GetString(bytes, at, width);
        _fields[name] = (text, offset);
        int first = _isBdf && offset == 0 ? 1 : 0;
        if (text.AsSpan(first).ContainsAnyExceptInRange(' ', '~'))
        {
            findings.Error(name, offset, text, "printable ASCII (bytes 32 to 126) only");
        }

        if (text[0] == ' ' && text.Trim().Length > 0)
        {
            findings.Warn(name, offset, text, "text that begins at the left of its field");
        }
    }

    private int? Integer(string field) =>
        int.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    private double? Real(string field)
    {
        string text = Text(field);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
        if (!isNumber)
        {
            Fault(field, Number);
            return null;
        }

        if (text.AsSpan().IndexOfAny('e', 'E') >= 0)
        {
            findings.Warn(field, _fields[field].Offset, text, Number);
        }

        return value;
    }

    private void CheckStart()
    {
        string date = Text("start date");
        bool isPlus = IsPlus;
        string shown = date.EndsWith(".yy", StringComparison.Ordinal) && isPlus ? date[..^2] + "00" : date;
        if (!DateOnly.TryParseExact(shown, "dd.MM.yy", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            Fault("start date", "a date as dd.mm.yy");
        }

        if (!TimeOnly.TryParseExact(Text("start time"), "HH.mm.ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Fault("start time", "a time as hh.mm.ss");
        }

        if (!isPlus)
        {
            return;
        }

        if (EdfPatient.Parse(Text("patient")) is null)
        {
            Fault("patient", "the subfields code, sex (F, M or X), birth date (dd-MMM-yyyy or X) and name");
        }

        EdfRecording? recording = EdfRecording.Parse(Text("recording"));
        if (recording is null)
        {
            Fault("recording", "\"Startdate\", a date (dd-MMM-yyyy or X), and the subfields administration, technician and equipment");
        }
        else if (recording.StartDate is { } start && (start.Day != day.Day || start.Month != day.Month))
        {
            Fault("recording", $"the start date {date} of the header");
        }
    }

    private bool IsPlus => Text("reserved field") is ['E' or 'B', 'D', 'F', '+', ..];

    private void CheckReserved()
    {
        string reserved = Text("reserved field");
        if (IsPlus && (reserved.Length < 5 || reserved[4] is not ('C' or 'D') || (reserved[0] == 'B') != _isBdf))
        {
            Fault("reserved field", _isBdf ? "BDF+C or BDF+D" : "EDF+C or EDF+D");
        }
    }

    private void CheckSignals(int count)
    {
        byte[] bytes = new byte[EdfHeader.BlockBytes * count];
        file.ReadExactly(EdfHeader.BlockBytes, bytes);
        int at = 0;
        foreach ((string name, int width) in PerSignal)
        {
            for (int i = 0; i < count; i++, at += width)
            {
                Cut($"{name} of signal {i}", bytes, at, width, EdfHeader.BlockBytes + at);
            }
        }

        var labels = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string of = $" of signal {i}";
            string label = Text("label" + of);
            bool isAnnotation = label is "EDF Annotations" or "BDF Annotations";
            if (label.Length == 0 || (!isAnnotation && !labels.Add(label)))
            {
                findings.Warn("label" + of, _fields["label" + of].Offset, label, "a label of its own");
            }

            if (isAnnotation && label[0] != (_isBdf ? 'B' : 'E'))
            {
                Fault("label" + of, _isBdf ? "BDF Annotations" : "EDF Annotations");
            }

            CheckRanges(of, isAnnotation);
        }
    }

    private void CheckRanges(string of, bool isAnnotation)
    {
        double? low = Real("physical minimum" + of);
        double? high = Real("physical maximum" + of);
        if (low is not null && low == high)
        {
            Fault("physical maximum" + of, "another value than the physical minimum");
        }

        int lowest = _isBdf ? -(1 << 23) : short.MinValue;
        int? digitalLow = Integer("digital minimum" + of);
        int? digitalHigh = Integer("digital maximum" + of);
        if (digitalLow is null || digitalLow < lowest)
        {
            Fault("digital minimum" + of, $"an integer from {lowest}");
        }

        if (digitalHigh is null || digitalHigh <= digitalLow || digitalHigh > -(lowest + 1))
        {
            Fault("digital maximum" + of, $"an integer above the digital minimum, up to {-(lowest + 1)}");
        }

        if (isAnnotation && (digitalLow != lowest || digitalHigh != -(lowest + 1)))
        {
            findings.Warn("digital minimum" + of, _fields["digital minimum" + of].Offset, $"{digitalLow}..{digitalHigh}", $"the whole range from {lowest} for annotations");
        }

        if (Integer("number of samples" + of) is not >= 1)
        {
            Fault("number of samples" + of, "an integer from 1");
        }
    }

    private void CheckRecords(int signals, long headerBytes)
    {
        double? seconds = Real("duration of a data record");
        bool hasSignals = false;
        bool hasAnnotations = false;
        long samples = 0;
        for (int i = 0; i < signals; i++)
        {
            bool isAnnotation = Text($"label of signal {i}") is "EDF Annotations" or "BDF Annotations";
            hasSignals |= !isAnnotation;
            hasAnnotations |= isAnnotation;
            int perRecord = Integer($"number of samples of signal {i}") ?? 0;
            samples += perRecord;
            double rate = perRecord / (seconds ?? 1);
            if (!isAnnotation && seconds > 0 && rate != Math.Round(rate))
            {
                findings.Add(EdfSeverity.Note, $"number of samples of signal {i}", _fields[$"number of samples of signal {i}"].Offset, FormattableString.Invariant($"{rate} Hz"), "a whole rate; tools that want one must resample");
            }
        }

        if (seconds < 0 || (seconds == 0 && hasSignals))
        {
            Fault("duration of a data record", "more than 0 seconds");
        }
        else if (seconds is { } duration && duration != Math.Round(duration))
        {
            findings.Add(EdfSeverity.Note, "duration of a data record", _fields["duration of a data record"].Offset, Text("duration of a data record"), "whole seconds, which are recommended");
        }

        if (IsPlus && !hasAnnotations)
        {
            Fault("reserved field", "an annotation channel, which every EDF+ and BDF+ file has");
        }

        CheckSize(samples * (_isBdf ? 3 : 2), headerBytes, seconds);
    }

    private void CheckSize(long recordBytes, long headerBytes, double? seconds)
    {
        if (recordBytes > RecommendedRecordBytes && seconds > 1)
        {
            findings.Warn("duration of a data record", _fields["duration of a data record"].Offset, $"{recordBytes} bytes in a data record", $"at most {RecommendedRecordBytes} bytes, or records of 1 second or less");
        }

        int? records = Integer("number of data records");
        if (records is null or < -1)
        {
            Fault("number of data records", "an integer from 0, or -1 while recording");
            return;
        }

        long data = file.Length - headerBytes;
        if (records == -1)
        {
            findings.Warn("number of data records", _fields["number of data records"].Offset, "-1", "the number of data records, once the recording is closed");
            records = (int)Math.Min(int.MaxValue, recordBytes == 0 ? 0 : data / recordBytes);
        }

        if (data < records * recordBytes)
        {
            findings.Error("file", 0, $"{data} bytes of data", $"{records} data records of {recordBytes} bytes");
        }
        else if (data > records * recordBytes)
        {
            findings.Warn("file", headerBytes + (records.Value * recordBytes), $"{data - (records.Value * recordBytes)} bytes after the last data record", "the end of the file");
        }
    }
}
