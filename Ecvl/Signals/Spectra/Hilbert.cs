using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Analytic signal, envelope and instantaneous phase (Marple, "Computing the discrete-time analytic signal via FFT", 1999).</summary>
/// <remarks>The signal is thought to repeat itself: at its ends the result bends towards the other end. Equal to <c>scipy.signal.hilbert</c>.</remarks>
public static class Hilbert
{
    /// <summary>The signal as real part and, as imaginary part, itself delayed by a quarter period at every frequency.</summary>
    /// <param name="source">The signal; an empty one gives an empty one.</param>
    public static Complex[] AnalyticSignal(ReadOnlySpan<double> source)
    {
        int n = source.Length;
        var signal = new Complex[n];
        if (n == 0)
        {
            return signal;
        }

        // Positive frequencies count twice, negative ones not at all; 0 Hz and half the rate stand for both.
        var real = new RealFft(n);
        real.Forward(source, signal.AsSpan(0, real.Bins));
        for (int k = 1; 2 * k < n; k++)
        {
            signal[k] *= 2;
        }

        var transform = new Fft(n);
        transform.Inverse(signal, signal);
        return signal;
    }

    /// <summary>Amplitude by time: the magnitude of the analytic signal.</summary>
    /// <param name="source">The signal.</param>
    public static double[] Envelope(ReadOnlySpan<double> source) => Array.ConvertAll(AnalyticSignal(source), value => value.Magnitude);

    /// <summary>Phase by time in radians, without jumps of a turn.</summary>
    /// <param name="source">The signal.</param>
    public static double[] InstantaneousPhase(ReadOnlySpan<double> source)
    {
        double[] phase = Array.ConvertAll(AnalyticSignal(source), value => value.Phase);
        for (int i = 1; i < phase.Length; i++)
        {
            phase[i] -= 2 * Math.PI * Math.Round((phase[i] - phase[i - 1]) / (2 * Math.PI));
        }

        return phase;
    }

    /// <summary>Frequency by time in Hz: the slope of the phase, between each two samples.</summary>
    /// <param name="source">The signal.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <returns>One value fewer than the signal has samples.</returns>
    public static double[] InstantaneousFrequency(ReadOnlySpan<double> source, double rateHz)
    {
        double[] phase = InstantaneousPhase(source);
        double[] frequency = new double[Math.Max(0, phase.Length - 1)];
        for (int i = 0; i < frequency.Length; i++)
        {
            frequency[i] = (phase[i + 1] - phase[i]) * rateHz / (2 * Math.PI);
        }

        return frequency;
    }
}
