using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Cuts the fixed-width text fields of an EDF header.</summary>
internal sealed class EdfHeaderParser(string path, ByteFile file)
{
    private static readonly char[] Padding = [' ', '\0'];

    /// <summary>Parses the whole header.</summary>
    public EdfHeader Parse()
    {
        if (file.Length == 0)
        {
            throw new EdfException(path, $"EDF: \"{path}\" is empty.");
        }

        if (file.Length < EdfHeader.BlockBytes)
        {
            throw new EdfException(path, $"EDF: \"{path}\" has {file.Length} bytes, fewer than the {EdfHeader.BlockBytes} of a header; it is cut or no EDF file.");
        }

        byte[] fixedPart = new byte[EdfHeader.BlockBytes];
        file.ReadExactly(0, fixedPart);
        bool isBdf = fixedPart[0] == 0xFF && Text(fixedPart, 1, 7) == "BIOSEMI";
        if (!isBdf && Text(fixedPart, 0, 8) != "0")
        {
            throw new EdfException(path, $"EDF: \"{path}\" does not begin with the version \"0\" of EDF or the mark of BDF; it is another kind of file.");
        }

        int count = Integer(fixedPart, 252, 4, "number of signals", 0, 9999);
        long headerBytes = Integer(fixedPart, 184, 8, "bytes in header", 0, int.MaxValue);
        long expected = EdfHeader.BlockBytes * (1L + count);
        if (headerBytes != expected)
        {
            throw new EdfException(path, $"EDF: the header of \"{path}\" claims {headerBytes} bytes, but {count} signals need {expected}; one of the two fields is damaged.");
        }

        if (file.Length < expected)
        {
            throw new EdfException(path, $"EDF: \"{path}\" has {file.Length} bytes, fewer than the {expected} of a header of {count} signals; it is cut.");
        }

        string recording = Text(fixedPart, 88, 80);
        string date = Text(fixedPart, 168, 8);
        string time = Text(fixedPart, 176, 8);
        int records = Integer(fixedPart, 236, 8, "number of data records", -1, int.MaxValue);
        var header = new EdfHeader
        {
            IsBdf = isBdf,
            Patient = Text(fixedPart, 8, 80),
            Recording = recording,
            StartDateText = date,
            StartTimeText = time,
            StartTime = StartTime(date, time, recording),
            Reserved = Text(fixedPart, 192, 44),
            RecordCount = records < 0 ? null : records,
            RecordSeconds = Real(fixedPart, 244, 8, "duration of a data record"),
            Signals = Signals(count),
        };
        Check(header);
        return header;
    }

    // The signal part is stored by field, not by signal: all labels, then all transducers, and so on.
    private EdfSignalHeader[] Signals(int count)
    {
        byte[] part = new byte[EdfHeader.BlockBytes * count];
        file.ReadExactly(EdfHeader.BlockBytes, part);
        var signals = new EdfSignalHeader[count];
        for (int i = 0; i < count; i++)
        {
            int At(int before, int width) => (before * count) + (width * i);
            string of = $" of signal {i}";
            signals[i] = new EdfSignalHeader
            {
                Label = Text(part, At(0, 16), 16),
                Transducer = Text(part, At(16, 80), 80),
                Unit = Text(part, At(96, 8), 8),
                PhysicalMinimum = Real(part, At(104, 8), 8, "physical minimum" + of),
                PhysicalMaximum = Real(part, At(112, 8), 8, "physical maximum" + of),
                DigitalMinimum = Integer(part, At(120, 8), 8, "digital minimum" + of, int.MinValue, int.MaxValue),
                DigitalMaximum = Integer(part, At(128, 8), 8, "digital maximum" + of, int.MinValue, int.MaxValue),
                Prefiltering = Text(part, At(136, 80), 80),
                SamplesPerRecord = Integer(part, At(216, 8), 8, "number of samples" + of, 1, 99_999_999),
                Reserved = Text(part, At(224, 32), 32),
            };
        }

        return signals;
    }

    private void Check(EdfHeader header)
    {
        double seconds = header.RecordSeconds;
        bool hasSignals = header.Signals.Any(signal => !signal.IsAnnotation);
        if (seconds < 0 || (seconds == 0 && hasSignals))
        {
            throw new EdfException(path, $"EDF: the header of \"{path}\" gives a data record {header.RecordSeconds} seconds; with signals it must be above 0.");
        }

        if (header.RecordBytes > Array.MaxLength)
        {
            throw new EdfException(path, $"EDF: a data record of \"{path}\" would have {header.RecordBytes} bytes, more than {Array.MaxLength}; the numbers of samples are damaged.");
        }

        foreach (EdfSignalHeader signal in header.Signals.Where(signal => !signal.IsAnnotation))
        {
            if (double.IsInfinity(signal.SamplesPerRecord / seconds))
            {
                throw new EdfException(path, $"EDF: \"{Printable.Of(signal.Label)}\" in \"{path}\" has {signal.SamplesPerRecord} samples in {seconds} seconds, which is no rate; the record duration is damaged.");
            }
        }
    }

    // EDF years have two digits: 85 to 99 are 1985 to 1999, 00 to 84 are 2000 to 2084. EDF+ repeats the date with four digits.
    private static DateTime? StartTime(string date, string time, string recording)
    {
        bool hasYear = Triple(date, out int day, out int month, out int year);
        // After 2084 EDF+ writes the letters "yy"; then only the recording field has the year.
        bool hasDay = hasYear || (date.EndsWith("yy", StringComparison.Ordinal) && Triple(date[..^2] + "00", out day, out month, out year));
        if (!hasDay || !Triple(time, out int hour, out int minute, out int second))
        {
            return null;
        }

        year += year >= 85 ? 1900 : 2000;
        string[] words = recording.Split(' ');
        if (words.Length > 1 && words[0] == "Startdate" && EdfText.TryDate(words[1], out DateOnly full)
            && full.Day == day && full.Month == month && full.Year is >= 1900 and < 3000)
        {
            year = full.Year;
        }
        else if (!hasYear)
        {
            return null;
        }

        bool valid = month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        return valid ? new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified) : null;
    }

    // dd.mm.yy and hh.mm.ss; some writers use another separator than the dot.
    private static bool Triple(string text, out int first, out int second, out int third)
    {
        first = second = third = 0;
        return text.Length == 8
            && !char.IsAsciiDigit(text[2]) && !char.IsAsciiDigit(text[5])
            && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out second)
            && int.TryParse(text.AsSpan(6, 2), NumberStyles.None, CultureInfo.InvariantCulture, out third);
    }

    private static string Text(byte[] bytes, int at, int width) => Encoding.Latin1.GetString(bytes, at, width).Trim(Padding);

    private int Integer(byte[] bytes, int at, int width, string field, int min, int max)
    {
        string text = Text(bytes, at, width);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max
            ? value
            : throw Error(text, field, $"an integer in [{min}, {max}]");
    }

    private double Real(byte[] bytes, int at, int width, string field)
    {
        string text = Text(bytes, at, width);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error(text, field, "a finite number");
    }

    private EdfException Error(string text, string field, string wanted) =>
        new(path, $"EDF: the {field} in the header of \"{path}\" is \"{Printable.Of(text)}\"; it must be {wanted}. The header is damaged.");
}
