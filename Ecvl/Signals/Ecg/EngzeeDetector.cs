namespace DeepHealth.Ecvl.Signals;

/// <summary>The detector of Engelse and Zeelenberg as Lourenço changed it: a steep rise, then a steep fall, against a threshold that sinks from beat to beat.</summary>
/// <remarks>Engelse and Zeelenberg, "A Single Scan Algorithm for QRS Detection and Feature Extraction", Computers in Cardiology 1979; Lourenço et al., "Real
/// Time Electrocardiogram Segmentation for Finger Based ECG Biometrics", BIOSIGNALS 2012, section 3.</remarks>
public sealed class EngzeeDetector : IRPeakDetector
{
    private const double RefractorySeconds = 0.2;
    private const double FallSeconds = 0.16;

    /// <inheritdoc/>
    public string Name => "engzee";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("EngzeeDetector", ecg, rateHz);

        // Both polarities of a complex rise and fall; the first to do so within 160 ms counts.
        double[] slope = BeatEnergy.Slope(BeatEnergy.Band(ecg, 1, 25, rateHz), rateHz);
        int refractory = (int)(RefractorySeconds * rateHz);
        int fall = (int)(FallSeconds * rateHz);
        RecentMean heights = new(5, 0.6 * TypicalHighest(slope, rateHz));
        List<int> beats = [];
        int i = 0;
        while (i < slope.Length)
        {
            double threshold = Threshold(heights.Value, beats.Count == 0 ? double.PositiveInfinity : (i - beats[^1]) / rateHz);
            if (Math.Abs(slope[i]) <= threshold)
            {
                i++;
                continue;
            }

            int turn = FindTurn(slope, i, fall, threshold);
            if (turn < 0)
            {
                i++;
                continue;
            }

            beats.Add((i + turn) / 2);
            double highest = 0;
            foreach (double value in slope.AsSpan(i..Math.Min(i + refractory, slope.Length)))
            {
                highest = Math.Max(highest, Math.Abs(value));
            }

            // A single artefact may raise the threshold by a tenth only.
            heights.Add(0.6 * highest > 1.5 * heights.Last ? 1.1 * heights.Last : 0.6 * highest);
            i = Math.Max(turn, i + refractory);
        }

        return BeatEnergy.ToPeaks(ecg, [.. beats], rateHz);
    }

    /// <summary>All of the height for 200 ms after a beat, then sinking to 60 % of it within a second.</summary>
    private static double Threshold(double height, double sinceBeat)
        => height * (1 - (0.4 * Math.Clamp(sinceBeat - RefractorySeconds, 0, 1)));

    /// <summary>Where the slope exceeds the threshold the other way.</summary>
    private static int FindTurn(double[] slope, int from, int within, double threshold)
    {
        double sign = Math.Sign(slope[from]);
        for (int i = from + 1; i < Math.Min(from + within, slope.Length); i++)
        {
            if (-sign * slope[i] > 0.5 * threshold)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Median over seconds of the steepest slope.</summary>
    private static double TypicalHighest(double[] slope, double rateHz)
    {
        List<double> highest = [];
        int second = (int)rateHz;
        for (int start = 0; start + second <= slope.Length && highest.Count < 10; start += second)
        {
            highest.Add(slope.AsSpan(start, second).ToArray().Max(Math.Abs));
        }

        highest.Sort();
        return highest[highest.Count / 2];
    }
}
