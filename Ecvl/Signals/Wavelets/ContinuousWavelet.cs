using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Continuous wavelet transform: how much of a short wave of each width or frequency lies about each sample.</summary>
/// <remarks>
/// Torrence and Compo, "A practical guide to wavelet analysis", 1998. Every wavelet has energy 1 and is cut at five widths to each side, or to
/// the length of the signal; outside the signal there are zeros. Convolutions run through <see cref="Fft"/>. Equal to <c>scipy.signal.cwt</c>
/// with <c>ricker</c> and <c>morlet2</c>.
/// </remarks>
public static class ContinuousWavelet
{
    /// <summary>Transform with Ricker's wavelet ("Mexican hat"), the negative second derivative of a Gaussian: finds peaks.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="widths">Standard deviations of the Gaussian in samples, each above 0.</param>
    /// <returns><c>[widths × samples]</c>.</returns>
    /// <exception cref="ArgumentException">The signal is empty or a width not above 0.</exception>
    public static double[] Ricker(ReadOnlySpan<double> source, ReadOnlySpan<double> widths)
    {
        Complex[] all = Transform(source, widths.ToArray(), static (x, width) =>
            2 / (Math.Sqrt(3 * width) * Math.Pow(Math.PI, 0.25)) * (1 - (x * x)) * Math.Exp(-x * x / 2));
        return Array.ConvertAll(all, value => value.Real);
    }

    /// <summary>Transform with Morlet's wavelet, a complex wave under a Gaussian: amplitude and phase by time and frequency.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="frequenciesHz">Frequencies, each above 0. The width is <c>omega · rate / (2π frequency)</c> samples.</param>
    /// <param name="omega">Radians of the wave in a standard deviation of the Gaussian, above 0; default 5. More is finer in frequency, coarser in time.</param>
    /// <returns><c>[frequencies × samples]</c>.</returns>
    /// <exception cref="ArgumentException">The signal is empty, or a frequency, rate or omega not above 0.</exception>
    public static Complex[] Morlet(ReadOnlySpan<double> source, double rateHz, ReadOnlySpan<double> frequenciesHz, double omega = 5)
    {
        double[] widths = new double[frequenciesHz.Length];
        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = omega * rateHz / (2 * Math.PI * frequenciesHz[i]);
        }

        double height = Math.Pow(Math.PI, -0.25);
        return Transform(source, widths, (x, width) => Complex.FromPolarCoordinates(height * Math.Exp(-x * x / 2) / Math.Sqrt(width), omega * x));
    }

    private static Complex[] Transform(ReadOnlySpan<double> source, double[] widths, Func<double, double, Complex> wavelet)
    {
        int n = source.Length;
        int longest = 0;
        foreach (double width in widths)
        {
            if (n == 0 || !(width > 0) || double.IsInfinity(width))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"ContinuousWavelet: the signal has {n} samples, a wavelet a width of {width}; at least 1 sample and finite widths above 0 are needed."), nameof(widths));
            }

            longest = Math.Max(longest, Support(width, n));
        }

        var result = new Complex[(long)widths.Length * n];
        if (widths.Length == 0)
        {
            return result;
        }

        var fft = new Fft(Fft.FastLength(n + longest - 1));
        var spectrum = new Complex[fft.Length];
        var kernel = new Complex[fft.Length];
        for (int i = 0; i < n; i++)
        {
            spectrum[i] = source[i];
        }

        fft.Forward(spectrum, spectrum);
        for (int w = 0; w < widths.Length; w++)
        {
            // The wavelet backwards and conjugated, as a correlation needs it, is the wavelet itself.
            int support = Support(widths[w], n);
            Array.Clear(kernel);
            for (int i = 0; i < support; i++)
            {
                kernel[i] = wavelet((i - ((support - 1) / 2.0)) / widths[w], widths[w]);
            }

            fft.Forward(kernel, kernel);
            for (int k = 0; k < kernel.Length; k++)
            {
                kernel[k] *= spectrum[k];
            }

            fft.Inverse(kernel, kernel);
            kernel.AsSpan((support - 1) / 2, n).CopyTo(result.AsSpan(w * n, n));
        }

        return result;
    }

    private static int Support(double width, int samples) => (int)Math.Min(Math.Ceiling(10 * width), samples);
}
