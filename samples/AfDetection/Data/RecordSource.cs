using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Where records come from.</summary>
/// <param name="Name">What the data is, for reports.</param>
/// <param name="Candidates">Records of the two classes.</param>
internal sealed record RecordSource(string Name, IReadOnlyList<AfCandidate> Candidates)
{
    private const double RecordSeconds = 30;

    // The challenge stores 1000 steps per millivolt.
    private const double StepsPerMillivolt = 1000;

    /// <summary>The records of a folder in the layout of the CinC 2017 challenge that are normal or atrial fibrillation.</summary>
    /// <param name="folder">Folder with <c>REFERENCE.csv</c> and the records.</param>
    /// <exception cref="UsageException">There is no such folder, or it has no reference.</exception>
    public static RecordSource Cinc(string folder)
    {
        if (!Cinc2017.Matches(folder))
        {
            throw new UsageException($"\"{folder}\" is no folder of the CinC 2017 challenge: there is no {Cinc2017.ReferenceFile} in it.");
        }

        List<AfCandidate> candidates = [];
        foreach (Cinc2017Entry entry in Cinc2017.ReadReference(folder))
        {
            if (entry.Rhythm is HeartRhythm.Normal or HeartRhythm.AtrialFibrillation)
            {
                int label = entry.Rhythm == HeartRhythm.Normal ? AfClass.Normal : AfClass.Fibrillation;
                candidates.Add(new AfCandidate(entry.Name, label, () => RecordFile.Read(Cinc2017.HeaderPath(folder, entry.Name))));
            }
        }

        string name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
        return new RecordSource($"CinC 2017 folder {name}", candidates);
    }

    /// <summary>Generated records of 30 s, each of a subject of its own, in the steps of the challenge.</summary>
    /// <param name="perClass">Records of each class.</param>
    /// <param name="seed">Seed of the subjects.</param>
    /// <param name="noise">Noise as a multiple of that of the challenge's recordings.</param>
    public static RecordSource Generated(int perClass, ulong seed, double noise)
    {
        EcgSynthesizer synthesizer = new(new EcgSynthesisOptions(LogSpectrogram.RateHz, RecordSeconds, noise));
        AfCandidate[] candidates = new AfCandidate[2 * perClass];
        for (int i = 0; i < candidates.Length; i++)
        {
            int subject = i;
            int label = i % 2 == 0 ? AfClass.Fibrillation : AfClass.Normal;
            HeartRhythm rhythm = label == AfClass.Normal ? HeartRhythm.Normal : HeartRhythm.AtrialFibrillation;
            candidates[i] = new AfCandidate($"subject {subject}", label, () =>
                Array.ConvertAll(synthesizer.Generate(EcgSubject.Draw(seed, subject), rhythm, record: 0).Samples, value => Math.Round(value * StepsPerMillivolt)));
        }

        return new RecordSource(FormattableString.Invariant($"generated (dynamical model, noise {noise})"), candidates);
    }
}
