using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;

namespace DeepHealth.Signals.Tests;

/// <summary>Electrocardiograms that several tests measure.</summary>
internal static class TestEcg
{
    /// <summary>A generated record in double precision with the samples of its beats.</summary>
    public static (double[] Ecg, SyntheticEcg Record, int[] Beats) Generate(int subject, HeartRhythm rhythm = HeartRhythm.Normal, double rateHz = 250, double noise = 0, double seconds = 30)
    {
        SyntheticEcg record = new EcgSynthesizer(new EcgSynthesisOptions(rateHz, seconds, noise)).Generate(EcgSubject.Draw(21, subject), rhythm, 0);
        return (Array.ConvertAll(record.Samples, sample => (double)sample), record, [.. record.Beats.Select(beat => (int)Math.Round(beat.TimeSeconds * rateHz))]);
    }

    /// <summary>First lead of MIT-BIH record 100 with its beat annotations; skips the test where it is absent.</summary>
    public static (Signal Lead, WfdbAnnotation[] Beats) Record100()
    {
        SignalSource record = SignalFile.Open(Assets.Require("wfdb", "wfdb-python", "100.hea"));
        return (record.Read().Signals[0], [.. record.ReadAnnotations().OfType<WfdbAnnotation>().Where(annotation => annotation.IsBeat)]);
    }

    /// <summary>Adds white noise of a deviation.</summary>
    public static void AddWhite(Span<double> signal, double deviation, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] += deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }
}
