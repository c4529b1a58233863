namespace DeepHealth.Ecvl.Signals;

/// <summary>A detector on the stationary wavelet transform: energy of the details in which QRS complexes lie.</summary>
/// <remarks>Kalidas and Tamil, "Real-Time QRS Detector Using Stationary Wavelet Transform for Automated ECG Analysis", BIBE 2017: Daubechies' wavelet of three
/// moments, here at the level whose band holds 12 Hz, squares over 150 ms, thresholds as by Pan and Tompkins.</remarks>
public sealed class SwtDetector : IRPeakDetector
{
    private const double CentreHz = 12;

    /// <inheritdoc/>
    public string Name => "swt";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("SwtDetector", ecg, rateHz);

        // Level j holds the frequencies from rate / 2^(j+1) to rate / 2^j.
        int level = Math.Max((int)Math.Ceiling(Math.Log2(rateHz / CentreHz)) - 1, 1);
        int unit = 1 << level;
        double[] padded = new double[(ecg.Length + unit - 1) / unit * unit];
        ecg.CopyTo(padded);
        padded.AsSpan(ecg.Length).Fill(ecg[^1]);
        double[] detail = StationaryWavelet.Forward(padded, Wavelet.Daubechies(3), level)[^1].Detail[..ecg.Length];
        double[] energy = BeatEnergy.MovingMean(BeatEnergy.Square(detail), 0.15, rateHz);
        double[] slope = BeatEnergy.Slope(BeatEnergy.Band(ecg, 5, 20, rateHz), rateHz);
        int[] beats = new AdaptiveThresholds(energy, slope, rateHz, new ThresholdRules(0.25, 0.125, 1.66, 0.2, 0.36)).Find();
        return BeatEnergy.ToPeaks(ecg, beats, rateHz);
    }
}
