using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.EcgArrhythmia.Training;

namespace DeepHealth.Samples.EcgArrhythmia.Data;

/// <summary>Records to learn from, with the settings a model for them needs.</summary>
/// <param name="Name">What the data is, for reports.</param>
/// <param name="Settings">Form of the records and classes.</param>
/// <param name="Records">Prepared records with their classes.</param>
internal sealed record EcgSource(string Name, ModelSettings Settings, IReadOnlyList<LabelledSignal> Records)
{
    // ECG5000 states no rate; one heartbeat was stretched to 140 samples.
    private const double BeatRateHz = 140;

    /// <summary>Loads a folder in CinC 2017 or MIT-BIH layout, or a UCR text file such as ECG5000.</summary>
    /// <param name="path">Folder or file.</param>
    /// <exception cref="UsageException">The path holds none of these.</exception>
    public static EcgSource Load(string path)
    {
        if (File.Exists(path))
        {
            IReadOnlyList<LabelledSignal> beats = UcrSeries.Load(path, BeatRateHz);
            int classes = beats.Max(beat => beat.Label) + 1;
            if (classes < 2)
            {
                throw new UsageException($"All {beats.Count} rows of \"{path}\" are of one class; at least 2 classes are needed.");
            }

            string[] names = [.. Enumerable.Range(1, classes).Select(c => $"class {c}")];
            ModelSettings settings = new(BeatRateHz, beats[0].Samples.Length, names, Prepared: false);
            return new EcgSource($"UCR series {Path.GetFileName(path)}", settings, beats);
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException($"There is no folder or file \"{path}\".");
        }

        ModelSettings rhythms = ModelSettings.Rhythms;
        string name = Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
        if (Cinc2017.Matches(path))
        {
            return new EcgSource($"CinC 2017 folder {name}", rhythms, Cinc2017.Load(path, rhythms.Preparation));
        }

        if (AnnotatedRhythms.Matches(path))
        {
            IReadOnlyList<LabelledSignal> windows = AnnotatedRhythms.Load(path, rhythms.Preparation, rhythms.WindowSeconds);
            return new EcgSource($"annotated WFDB folder {name}", rhythms, windows);
        }

        throw new UsageException(
            $"\"{path}\" is neither a CinC 2017 folder ({Cinc2017.ReferenceFile} and records) nor a folder of WFDB records with .atr annotations.");
    }

    /// <summary>Records per class, for the console.</summary>
    public string CountByClass()
        => string.Join(", ", Settings.Classes.Select((name, c) => $"{name} {Records.Count(record => record.Label == c)}"));
}
