namespace DeepHealth.Ecvl.Signals;

/// <summary>Elgendi's detector: beats are where a mean over a QRS complex exceeds the mean over a beat.</summary>
/// <remarks>Elgendi, Jonkman and De Boer, "Frequency Bands Effects on QRS Detection", BIOSIGNALS 2010; Elgendi, "Fast QRS Detection with an Optimized
/// Knowledge-Based Method", PLOS ONE 8, 2013, with its best values: 8 to 20 Hz, 97 and 611 ms, offset 8 %.</remarks>
public sealed class ElgendiDetector : IRPeakDetector
{
    private const double WaveSeconds = 0.097;
    private const double BeatSeconds = 0.611;
    private const double Offset = 0.08;
    private const double RefractorySeconds = 0.3;

    /// <inheritdoc/>
    public string Name => "elgendi";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("ElgendiDetector", ecg, rateHz);
        double[] energy = BeatEnergy.Square(BeatEnergy.Band(ecg, 8, 20, rateHz));
        double[] wave = BeatEnergy.MovingMean(energy, WaveSeconds, rateHz);
        double[] beat = BeatEnergy.MovingMean(energy, BeatSeconds, rateHz);

        // Over the last and next seconds rather than the whole signal: one artefact must not hide all beats.
        double[] level = BeatEnergy.MovingMean(energy, 8, rateHz);
        List<int> beats = [];
        int start = -1;
        for (int i = 0; i <= energy.Length; i++)
        {
            bool isInside = i < energy.Length && wave[i] > beat[i] + (Offset * level[i]);
            if (isInside && start < 0)
            {
                start = i;
            }
            else if (!isInside && start >= 0)
            {
                Add(beats, energy, start, i, rateHz);
                start = -1;
            }
        }

        return BeatEnergy.ToPeaks(ecg, [.. beats], rateHz);
    }

    /// <summary>Takes a block that is as long as a QRS complex, and not a second one within the refractory time.</summary>
    private static void Add(List<int> beats, double[] energy, int start, int end, double rateHz)
    {
        if (end - start < WaveSeconds * rateHz)
        {
            return;
        }

        int best = start;
        for (int i = start; i < end; i++)
        {
            best = energy[i] > energy[best] ? i : best;
        }

        if (beats.Count > 0 && best - beats[^1] < RefractorySeconds * rateHz)
        {
            beats[^1] = energy[best] > energy[beats[^1]] ? best : beats[^1];
            return;
        }

        beats.Add(best);
    }
}
