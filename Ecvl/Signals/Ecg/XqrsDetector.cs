namespace DeepHealth.Ecvl.Signals;

/// <summary>A detector like PhysioNet's XQRS: energy of a matched wave between 5 and 20 Hz, with thresholds learnt from the first beats.</summary>
/// <remarks>After the description of XQRS in the WFDB software of PhysioNet (Moody and others): band-pass, convolution with a wave of the width of a
/// QRS complex (here Ricker's), squares over 100 ms, running heights of beats and noise, search back at 1.5 intervals.</remarks>
public sealed class XqrsDetector : IRPeakDetector
{
    private const double WaveSeconds = 0.1;

    /// <inheritdoc/>
    public string Name => "xqrs";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("XqrsDetector", ecg, rateHz);
        double[] band = BeatEnergy.Band(ecg, 5, 20, rateHz);
        double[] matched = ContinuousWavelet.Ricker(band, [WaveSeconds / 4 * rateHz]);
        double[] energy = BeatEnergy.MovingMean(BeatEnergy.Square(matched), WaveSeconds, rateHz);
        int[] beats = new AdaptiveThresholds(energy, BeatEnergy.Slope(band, rateHz), rateHz, new ThresholdRules(0.25, 0.125, 1.5, 0.2, 0.36)).Find();
        return BeatEnergy.ToPeaks(ecg, beats, rateHz);
    }
}
