using System.Globalization;
using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Adds to each row of features whether its second lies in a seizure. Features look back, labels one second ahead.</summary>
internal sealed class LabelStep(Workspace workspace) : ExamStep(workspace)
{
    public const string Seizure = "seiz";
    public const string Background = "bckg";

    private const double Certain = 0.9;
    private const double WindowSeconds = 1;

    public override string Name => "label";

    public override string Output(Exam exam) => Workspace.Labels(exam.Name);

    public override bool HasInput(Exam exam) => File.Exists(Workspace.Features(exam.Name));

    public override string Key(Exam exam) => Stamp.Key("label 1", exam.Hash, Stamp.HashOf(exam.Annotations), Stamp.HashOf(Workspace.Features(exam.Name)));

    public override string Produce(Exam exam)
    {
        EdfFile file = EdfFile.Open(exam.Recording);
        DateTime start = file.StartTime ?? throw new ExamException("the recording has no start time");
        return Label(File.ReadAllLines(Workspace.Features(exam.Name)), Events(exam.Annotations, start, file.DurationSeconds));
    }

    /// <summary>Annotations of all channels in seconds from the first sample; both classes, whatever the file lists.</summary>
    public static IReadOnlyList<EventAnnotation> Events(string path, DateTime start, double duration)
    {
        bool isCsv = Path.GetExtension(path).Equals(".csv_bi", StringComparison.OrdinalIgnoreCase);
        EventAnnotation[] events = [.. (isCsv ? CsvBiFile.Read(path) : TseFile.Read(path)).FromStart(start).Where(annotation => annotation.Channel == EventAnnotation.AllChannels)];
        foreach (EventAnnotation annotation in events)
        {
            if (annotation.Label is not (Seizure or Background))
            {
                throw new ExamException(FormattableString.Invariant(
                    $"third label: \"{annotation.Label}\" from {annotation.StartSeconds} to {annotation.EndSeconds} s; only \"{Background}\" and \"{Seizure}\" are allowed"));
            }
        }

        return isCsv && events.All(annotation => annotation.Label == Seizure) ? WithBackground(events, duration) : events;
    }

    /// <summary>Labels the rows of a feature table; the first and last row are left out, as in the original.</summary>
    /// <remarks>The time of a row is its second column, taken as time from the first sample. With the original's time axis it counts from the first beat, so that
    /// labels come early by that: a known fault, kept for comparison.</remarks>
    public static string Label(string[] lines, IReadOnlyList<EventAnnotation> events)
    {
        StringBuilder text = new(lines.Length * 520);
        text.Append(lines[0]).Append(",label\n");
        for (int i = 2; i < lines.Length - 1; i++)
        {
            string[] fields = lines[i].Split(',');
            if (fields.Length <= FeatureColumns.Timestamp || !double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds))
            {
                throw new ExamException($"line {i + 1} of the features has no time in its second column");
            }

            text.Append(lines[i]).Append(',');
            PandasText.AppendNumber(text, Of(events, milliseconds / 1000));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Share of seizure in the annotated part of the second from a time on; 1 where it is above 0.9, NaN where nothing is annotated.</summary>
    public static double Of(IReadOnlyList<EventAnnotation> events, double seconds)
    {
        double seizure = 0;
        double annotated = 0;
        foreach (EventAnnotation annotation in events)
        {
            double share = Math.Min(annotation.EndSeconds, seconds + WindowSeconds) - Math.Max(annotation.StartSeconds, seconds);
            if (share > 0)
            {
                annotated += share;
                seizure += annotation.Label == Seizure ? share : 0;
            }
        }

        double ratio = Math.Round(seizure / annotated, 2);
        return ratio > Certain ? 1 : ratio;
    }

    // Version 2 of the Temple corpus lists seizures only: the rest of the recording is background.
    private static List<EventAnnotation> WithBackground(EventAnnotation[] seizures, double duration)
    {
        List<EventAnnotation> all = [];
        double last = 0;
        foreach (EventAnnotation seizure in seizures.OrderBy(annotation => annotation.StartSeconds))
        {
            if (seizure.StartSeconds > last)
            {
                all.Add(new EventAnnotation(last, seizure.StartSeconds, Background));
            }

            all.Add(seizure);
            last = Math.Max(last, seizure.EndSeconds);
        }

        if (duration > last)
        {
            all.Add(new EventAnnotation(last, duration, Background));
        }

        return all;
    }
}
