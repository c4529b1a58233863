using DeepHealth.Ecvl.Signals;
using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>Writes a corpus in the layout of the Temple University Seizure Corpus: a folder per patient, recordings with annotations beside them.</summary>
/// <remarks>Every second exam has the other dialect of <c>.tse_bi</c>, with wall-clock times. Equal options give equal bytes, for any number of workers.</remarks>
internal static class CorpusGenerator
{
    public const double RateHz = 250;

    private const int EegRateHz = 50;
    private const string EcgLabel = "EEG EKG1-REF";

    private static readonly EdfSignalHeader s_ecg = Channel(EcgLabel, (int)RateHz);
    private static readonly EdfSignalHeader s_eeg = Channel("EEG FP1-REF", EegRateHz);

    /// <summary>Writes the corpus.</summary>
    /// <param name="folder">Root; made where it does not exist.</param>
    /// <param name="options">What to write.</param>
    /// <param name="workers">Threads.</param>
    /// <returns>Paths of the defective files in the corpus, as the list of bad files will have them.</returns>
    public static IReadOnlyList<string> Write(string folder, CorpusOptions options, int workers)
    {
        if (options.HasDefects && options.Files <= Defects.Count)
        {
            throw new UsageException($"--defects makes {Defects.Count} defective files, so --files must be above that; it is {options.Files}.");
        }

        Directory.CreateDirectory(folder);
        Parallel.For(0, options.Files, new ParallelOptions { MaxDegreeOfParallelism = workers }, exam => WriteExam(folder, options, exam));
        return options.HasDefects ? Defects.Make(folder, options) : [];
    }

    /// <summary>Path of an exam's recording.</summary>
    public static string PathOf(string folder, CorpusOptions options, int exam)
    {
        string patient = (90000000 + (exam % options.Patients)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Path.Combine(folder, patient, FormattableString.Invariant($"{patient}_s{1 + (exam / options.Patients):000}_t000.edf"));
    }

    /// <summary>Writes a recording without ECG.</summary>
    public static void WriteEegOnly(string path, DateTime start, int seconds)
        => EdfWriter.Write(path, 1, [s_eeg], Options(start, "X X X X"), writer => WriteRecords(writer, seconds, [new int[seconds * EegRateHz]], [EegRateHz]));

    /// <summary>When an exam begins.</summary>
    public static DateTime StartOf(int exam) => new DateTime(2020, 1, 1, 10, 0, 0, DateTimeKind.Unspecified).AddHours(2L * exam);

    private static void WriteExam(string folder, CorpusOptions options, int exam)
    {
        string path = PathOf(folder, options, exam);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        int seconds = (int)Math.Round(options.Minutes * 60);
        DateTime start = StartOf(exam);
        SyntheticHeart heart = new(options.Seed, exam % options.Patients, exam, seconds);
        int[] ecg = SyntheticEcgChannel.Render(heart.Beats, seconds * (int)RateHz, RateHz, new RandomSequence(options.Seed, 3, (uint)exam));
        int[] eeg = new int[seconds * EegRateHz];
        float[] noise = new float[eeg.Length];
        new RandomSequence(options.Seed, 4, (uint)exam).FillNormal(noise, 0, 30);
        for (int i = 0; i < eeg.Length; i++)
        {
            eeg[i] = (int)noise[i];
        }

        EdfWriter.Write(path, 1, [s_eeg, s_ecg], Options(start, Path.GetFileName(Path.GetDirectoryName(path)!)!), writer =>
            WriteRecords(writer, seconds, [eeg, ecg], [EegRateHz, (int)RateHz]));
        TseFile.Write(Path.ChangeExtension(path, ".tse_bi"), Annotations(heart.Seizures, seconds, exam % 2 == 0 ? null : start));
    }

    private static void WriteRecords(EdfWriter writer, int records, int[][] signals, int[] rates)
    {
        int[] record = new int[rates.Sum()];
        for (int number = 0; number < records; number++)
        {
            int at = 0;
            for (int signal = 0; signal < signals.Length; signal++)
            {
                signals[signal].AsSpan(number * rates[signal], rates[signal]).CopyTo(record.AsSpan(at));
                at += rates[signal];
            }

            writer.WriteRecord(record);
        }
    }

    /// <summary>Seizures and the background between them.</summary>
    private static EventList Annotations(IReadOnlyList<EventAnnotation> seizures, double seconds, DateTime? origin)
    {
        List<EventAnnotation> events = [];
        double last = 0;
        foreach (EventAnnotation seizure in seizures)
        {
            events.Add(new EventAnnotation(last, seizure.StartSeconds, "bckg"));
            events.Add(seizure);
            last = seizure.EndSeconds;
        }

        events.Add(new EventAnnotation(last, seconds, "bckg"));
        return new EventList { Events = events, Origin = origin };
    }

    private static EdfWriteOptions Options(DateTime start, string patient)
        => new() { Variant = EdfVariant.Edf, StartTime = start, PlainPatient = patient, PlainRecording = "generated", OutOfRange = EdfOutOfRange.Clip };

    private static EdfSignalHeader Channel(string label, int samples) => new()
    {
        Label = label,
        Transducer = string.Empty,
        Unit = "uV",
        PhysicalMinimum = -8000,
        PhysicalMaximum = 8000,
        DigitalMinimum = -8000,
        DigitalMaximum = 8000,
        Prefiltering = string.Empty,
        SamplesPerRecord = samples,
        Reserved = string.Empty,
    };
}
