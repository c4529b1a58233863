namespace DeepHealth.Ecvl.Signals;

/// <summary>Pan and Tompkins' detector: squared slope between 5 and 15 Hz, integrated over 150 ms, against adaptive thresholds.</summary>
/// <remarks>Pan and Tompkins, "A Real-Time QRS Detection Algorithm", IEEE Transactions on Biomedical Engineering 32, 1985. The filters run forward and
/// backward, so there is no delay to take out.</remarks>
public sealed class PanTompkinsDetector : IRPeakDetector
{
    /// <inheritdoc/>
    public string Name => "pan-tompkins";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("PanTompkinsDetector", ecg, rateHz);
        double[] slope = BeatEnergy.Slope(BeatEnergy.Band(ecg, 5, 15, rateHz), rateHz);
        double[] energy = BeatEnergy.MovingMean(BeatEnergy.Square(slope), 0.15, rateHz);
        int[] beats = new AdaptiveThresholds(energy, slope, rateHz, new ThresholdRules(0.25, 0.125, 1.66, 0.2, 0.36)).Find();
        return BeatEnergy.ToPeaks(ecg, beats, rateHz);
    }
}
