using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Makes the header of a new file from options and signals.</summary>
internal static class EdfHeaderFactory
{
    /// <summary>Bytes of an annotation channel in a record where the annotations are not known in advance.</summary>
    public const int UsualAnnotationBytes = 120;

    /// <summary>The whole second in which the recording starts.</summary>
    public static DateTime WholeSecond(DateTime start) => new(start.Ticks - (start.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);

    /// <summary>The seconds between the header's start time and the first sample.</summary>
    public static decimal Fraction(DateTime? start) => (start?.Ticks ?? 0) % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>Makes the header; annotation channels follow the ordinary signals.</summary>
    /// <exception cref="ArgumentException">The options contradict one another.</exception>
    public static EdfHeader Create(double recordSeconds, IReadOnlyList<EdfSignalHeader> signals, EdfWriteOptions options, DateTime? start, int annotationBytes)
    {
        Check(options, start);
        DateTime shown = WholeSecond(start ?? new DateTime(1985, 1, 1));
        EdfRecording recording = (options.Recording ?? new EdfRecording()) with { StartDate = start is null ? null : DateOnly.FromDateTime(shown) };
        string family = options.IsBdf ? "BDF" : "EDF";
        var all = new List<EdfSignalHeader>(signals);
        for (int i = 0; options.IsPlus && i < options.AnnotationChannels; i++)
        {
            all.Add(AnnotationChannel(family, options.IsBdf, annotationBytes));
        }

        return new EdfHeader
        {
            IsBdf = options.IsBdf,
            Patient = options.IsPlus ? (options.Patient ?? new EdfPatient()).ToString() : options.PlainPatient,
            Recording = options.IsPlus ? recording.ToString() : options.PlainRecording,
            StartDateText = DateText(shown),
            StartTimeText = TimeText(shown),
            StartTime = shown,
            Reserved = !options.IsPlus ? (options.IsBdf ? "24BIT" : "") : options.Segments is null ? $"{family}+C" : $"{family}+D",
            RecordCount = null,
            RecordSeconds = recordSeconds,
            Signals = all,
        };
    }

    /// <summary>The start date as stored: <c>dd.mm.yy</c>, where the year is literally <c>yy</c> outside 1985 to 2084.</summary>
    public static string DateText(DateTime start) => start.Year is >= 1985 and <= 2084
        ? start.ToString("dd.MM.yy", CultureInfo.InvariantCulture)
        : start.ToString("dd.MM.", CultureInfo.InvariantCulture) + "yy";

    /// <summary>The start time as stored: <c>hh.mm.ss</c>.</summary>
    public static string TimeText(DateTime start) => start.ToString("HH.mm.ss", CultureInfo.InvariantCulture);

    private static EdfSignalHeader AnnotationChannel(string family, bool isBdf, int bytes)
    {
        int sampleBytes = isBdf ? 3 : 2;
        int lowest = isBdf ? -(1 << 23) : short.MinValue;
        return new EdfSignalHeader
        {
            Label = $"{family} Annotations",
            PhysicalMinimum = -1,
            PhysicalMaximum = 1,
            DigitalMinimum = lowest,
            DigitalMaximum = -(lowest + 1),
            SamplesPerRecord = (bytes + sampleBytes - 1) / sampleBytes,
        };
    }

    private static void Check(EdfWriteOptions options, DateTime? start)
    {
        if (options.AnnotationChannels is < 1 or > 64)
        {
            throw new ArgumentException($"EdfWriter: {options.AnnotationChannels} annotation channels were asked for; choose 1 to 64.", nameof(options));
        }

        if (options.AnnotationBytes is { } bytes and (< 16 or > 1_000_000))
        {
            throw new ArgumentException($"EdfWriter: annotation channels of {bytes} bytes were asked for; choose 16 to 1000000.", nameof(options));
        }

        if (options.IsPlus)
        {
            if (options.PlainPatient.Length > 0 || options.PlainRecording.Length > 0)
            {
                throw new ArgumentException($"EdfWriter: PlainPatient and PlainRecording are for plain EDF and BDF, but the variant is {options.Variant}; use Patient and Recording.", nameof(options));
            }

            return;
        }

        if (options.Patient is not null || options.Recording is not null || options.Segments is not null)
        {
            throw new ArgumentException($"EdfWriter: Patient, Recording and Segments need EDF+ or BDF+, but the variant is {options.Variant}; use PlainPatient and PlainRecording, or the plus variant.", nameof(options));
        }

        if (Fraction(start) != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfWriter: the recording starts at {start:HH:mm:ss.FFFFFFF}, but {options.Variant} stores whole seconds; choose the plus variant or a start time without a fraction."), nameof(options));
        }

        if (start is { Year: < 1985 or > 2084 })
        {
            throw new ArgumentException($"EdfWriter: the recording starts in {start.Value.Year}, but {options.Variant} stores years from 1985 to 2084; choose the plus variant.", nameof(options));
        }
    }
}
