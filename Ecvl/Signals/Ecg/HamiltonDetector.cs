namespace DeepHealth.Ecvl.Signals;

/// <summary>Hamilton's detector: smoothed slope against a threshold between recent beats and recent noise.</summary>
/// <remarks>Hamilton, "Open Source ECG Analysis", Computers in Cardiology 29, 2002, with rules 1 to 5 of its section 2: a peak is ignored near a larger
/// one, a wave of less than half the last slope within 360 ms is a T wave, and a peak above half the threshold counts where none came for one and a
/// half intervals. As usual in Python's toolkits the signal is filtered from 3 to 45 Hz first (finite response of 0.3 s, without delay),
/// and peaks are moved to the greatest sample within 50 ms; beats cut by an end of the signal are dropped.</remarks>
public sealed class HamiltonDetector : IRPeakDetector
{
    /// <inheritdoc/>
    public string Name => "hamilton";

    /// <inheritdoc/>
    public int[] Detect(ReadOnlySpan<double> ecg, double rateHz)
    {
        DetectorInput.Check("HamiltonDetector", ecg, rateHz);
        double[] filtered = Filter(ecg, rateHz);
        int[] beats = new HamiltonRules(filtered, Slope(filtered, rateHz), rateHz).Find();
        int[] peaks = new HamiltonPeaks(filtered, rateHz).Place(beats);
        peaks = PeakCorrection.ToMaximum(filtered, peaks, Math.Max((int)(0.05 * rateHz), 1));
        return PeakCorrection.WithWholeBeat(peaks, ecg.Length, (int)(0.2 * rateHz), (int)(0.4 * rateHz));
    }

    private static double[] Filter(ReadOnlySpan<double> ecg, double rateHz)
    {
        // An odd number of taps, so that the delay is a whole number of samples.
        int taps = (int)(0.3 * rateHz) | 1;
        double high = Math.Min(45, 0.49 * rateHz);
        return FiltFilt.Apply(new TransferFunction(FirDesign.BandPass(taps, 3, high, rateHz)), ecg, padLength: Math.Min(3 * taps, ecg.Length - 1));
    }

    /// <summary>Magnitude of the slope between 3 and 25 Hz, smoothed over 80 ms.</summary>
    private static double[] Slope(double[] filtered, double rateHz)
    {
        double low = Math.Min(25, 0.49 * rateHz);
        double[] beats = FiltFilt.Apply(TransferFunction.FromSections(Butterworth.LowPass(4, low, rateHz)), filtered);
        beats = FiltFilt.Apply(TransferFunction.FromSections(Butterworth.HighPass(4, 3, rateHz)), beats);
        double[] slope = new double[beats.Length - 1];
        for (int i = 0; i < slope.Length; i++)
        {
            slope[i] = Math.Abs((beats[i + 1] - beats[i]) * rateHz);
        }

        return Smooth(slope, Math.Max((int)(0.08 * rateHz), 1));
    }

    /// <summary>Weighted mean with a Hamming window; the ends are continued by their first and last value.</summary>
    private static double[] Smooth(double[] signal, int size)
    {
        double[] window = WindowFunctions.Hamming(size);
        double sum = window.Sum();
        double[] padded = new double[signal.Length + (2 * size)];
        Array.Fill(padded, signal[0], 0, size);
        signal.CopyTo(padded, size);
        Array.Fill(padded, signal[^1], size + signal.Length, size);
        for (int tap = 0; tap < size; tap++)
        {
            window[tap] /= sum;
        }

        // Output i is centred: its newest sample lies (size - 1) / 2 ahead, its oldest size - 1 before that.
        double[] result = new double[signal.Length];
        int oldest = size + ((size - 1) / 2) - (size - 1);
        FirKernel.Convolve(window, padded.AsSpan(oldest, signal.Length + size - 1), result);
        return result;
    }
}
