using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Folders of long WFDB records with beat and rhythm annotations (<c>.atr</c>), such as the MIT-BIH arrhythmia database, cut into
/// windows with one rhythm class each.</summary>
/// <remarks>Moody and Mark, "The impact of the MIT-BIH Arrhythmia Database", IEEE EMB Magazine 20(3), 2001. A window is atrial fibrillation where
/// at least half of it lies under the rhythms AFIB or AFL; normal where at least half lies under N (or no rhythm is annotated) and at least
/// 90 % of its beats are normal; other in all other cases. Windows without a beat are left out.</remarks>
public static class AnnotatedRhythms
{
    private const double RhythmShare = 0.5;
    private const double NormalBeatShare = 0.9;

    /// <summary>Whether a folder holds at least one annotated record.</summary>
    public static bool Matches(string folder) => Records(folder).Any();

    /// <summary>Reads, prepares and cuts every annotated record of a folder.</summary>
    /// <param name="folder">Folder with <c>.hea</c>, signal and <c>.atr</c> files.</param>
    /// <param name="preparation">Brings the records to one form.</param>
    /// <param name="windowSeconds">Length of a window in seconds, above 0.</param>
    /// <returns>Windows of the first lead (lead II where there is one), labelled by <see cref="HeartRhythm"/>; each record is one subject.</returns>
    /// <exception cref="DataException">There is no annotated record, none has a usable window, or a record cannot be prepared.</exception>
    /// <exception cref="SignalFormatException">A record is damaged.</exception>
    public static IReadOnlyList<LabelledSignal> Load(string folder, SignalPreparation preparation, double windowSeconds)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        List<LabelledSignal> windows = [];
        foreach (string header in Records(folder))
        {
            AddWindows(WfdbRecord.Open(header), preparation, windowSeconds, windows);
        }

        return windows.Count > 0
            ? windows
            : throw new DataException($"AnnotatedRhythms: \"{folder}\" has no record with .hea and .atr files and at least {windowSeconds} s with beats.");
    }

    private static IEnumerable<string> Records(string folder)
        => Directory.EnumerateFiles(folder, "*.hea").Where(header => File.Exists(Path.ChangeExtension(header, ".atr"))).Order(StringComparer.Ordinal);

    private static void AddWindows(WfdbRecord record, SignalPreparation preparation, double windowSeconds, List<LabelledSignal> windows)
    {
        int lead = EcgLead.Find(record);
        if (lead < 0)
        {
            return;
        }

        Signal signal = record.Read(new SignalReadOptions { Signals = [lead], IncludeAnnotations = false }).Signals[0];
        float[] samples = preparation.Apply(signal, record.FilePath);
        WfdbAnnotationFile annotations = record.ReadAnnotations("atr");
        foreach (SampleWindow place in Windowing.Cut(samples.Length, preparation.RateHz, windowSeconds))
        {
            double start = place.Start / preparation.RateHz;
            if (Classify(annotations, start, start + windowSeconds) is { } rhythm)
            {
                string name = FormattableString.Invariant($"{record.Name} at {start:F0} s");
                windows.Add(new LabelledSignal(name, record.Name, preparation.RateHz, samples[place.Start..(place.Start + place.Length)], (int)rhythm));
            }
        }
    }

    /// <summary>Class of one window; null where it has no beat.</summary>
    internal static HeartRhythm? Classify(WfdbAnnotationFile annotations, double start, double end)
    {
        int beats = 0;
        int normal = 0;
        double fibrillation = 0;
        double sinus = 0;
        string? rhythm = null;
        double since = start;
        foreach (WfdbAnnotation annotation in annotations.Annotations)
        {
            double time = annotation.Sample / annotations.RateHz;
            if (time >= end)
            {
                break;
            }

            if (annotation.Rhythm is { } next)
            {
                Credit(rhythm, Math.Max(time, start) - since, ref fibrillation, ref sinus);
                rhythm = next;
                since = Math.Max(time, start);
            }
            else if (time >= start && annotation.IsBeat)
            {
                beats++;
                normal += annotation.Symbol is "N" or "." ? 1 : 0;
            }
        }

        Credit(rhythm, end - since, ref fibrillation, ref sinus);
        double length = end - start;
        if (beats == 0)
        {
            return null;
        }

        if (fibrillation >= RhythmShare * length)
        {
            return HeartRhythm.AtrialFibrillation;
        }

        return sinus >= RhythmShare * length && normal >= NormalBeatShare * beats ? HeartRhythm.Normal : HeartRhythm.Other;
    }

    private static void Credit(string? rhythm, double seconds, ref double fibrillation, ref double sinus)
    {
        switch (rhythm)
        {
            case "AFIB" or "AFL":
                fibrillation += seconds;
                break;
            case null or "N":
                sinus += seconds;
                break;
        }
    }
}
