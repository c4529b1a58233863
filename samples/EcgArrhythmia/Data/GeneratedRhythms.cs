using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.EcgArrhythmia.Training;

namespace DeepHealth.Samples.EcgArrhythmia.Data;

/// <summary>Generated records: every subject contributes one record of each rhythm, so that only the rhythm tells the classes apart.</summary>
internal static class GeneratedRhythms
{
    private const double RecordedRateHz = 300;
    private const double RecordSeconds = 30;

    /// <summary>Generates and prepares the records of a range of subjects.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="firstSubject">Number of the first subject; disjoint ranges share no subject.</param>
    /// <param name="subjects">Number of subjects.</param>
    /// <param name="threads">Threads to use; the records do not depend on it.</param>
    public static EcgSource Create(ulong seed, int firstSubject, int subjects, int threads)
    {
        ModelSettings settings = ModelSettings.Rhythms;
        SignalPreparation preparation = settings.Preparation;
        EcgSynthesizer synthesizer = new(new EcgSynthesisOptions(RecordedRateHz, RecordSeconds));
        int classes = settings.Classes.Count;
        LabelledSignal[] records = new LabelledSignal[subjects * classes];
        Parallel.For(0, records.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            int number = firstSubject + (i / classes);
            HeartRhythm rhythm = (HeartRhythm)(i % classes);
            SyntheticEcg ecg = synthesizer.Generate(EcgSubject.Draw(seed, number), rhythm, record: i % classes);
            float[] samples = preparation.Apply(ecg.Samples, ecg.RateHz);
            records[i] = new LabelledSignal($"subject {number} {rhythm}", $"{number}", settings.RateHz, samples, (int)rhythm);
        });
        return new EcgSource("generated (dynamical model)", settings, records);
    }
}
