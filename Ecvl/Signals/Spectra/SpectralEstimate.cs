using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Power spectra of signals.</summary>
/// <remarks>
/// One-sided: the power of negative frequencies is added to that of the positive ones. A NaN spreads over every segment that holds it.
/// Equal to the functions of <c>scipy.signal</c> of the same names.
/// </remarks>
public static class SpectralEstimate
{
    /// <summary>Spectrum of the whole signal at once.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="options">Window (default a rectangle), trend, scaling and transform length; segments and averages do not apply.</param>
    /// <exception cref="ArgumentException">The signal is empty, or an option does not fit.</exception>
    public static PowerSpectrum Periodogram(ReadOnlySpan<double> source, double rateHz, SpectralOptions? options = null)
    {
        options ??= new SpectralOptions { Window = static length => WindowFunctions.Tukey(length, 0) };
        Spectrogram single = Segments(nameof(Periodogram), source, rateHz, options with { SegmentLength = Math.Max(1, source.Length), Overlap = 0 });
        return new PowerSpectrum(single.FrequenciesHz, single.Values);
    }

    /// <summary>Average spectrum of overlapping segments (Welch, "The use of fast Fourier transform for the estimation of power spectra", 1967).</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="options">Segments, window and scaling; default those of scipy.</param>
    /// <exception cref="ArgumentException">The signal is empty, or an option does not fit.</exception>
    public static PowerSpectrum Welch(ReadOnlySpan<double> source, double rateHz, SpectralOptions? options = null)
    {
        options ??= new SpectralOptions();
        Spectrogram all = Segments(nameof(Welch), source, rateHz, options);
        return new PowerSpectrum(all.FrequenciesHz, Average(all.Values, all.FrequenciesHz.Length, options.Average));
    }

    /// <summary>Power of overlapping segments by time.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="options">Segments, window and scaling; default as scipy: a Tukey window with α = 0.25 and an overlap of an eighth.</param>
    /// <exception cref="ArgumentException">The signal is empty, or an option does not fit.</exception>
    public static Spectrogram Spectrogram(ReadOnlySpan<double> source, double rateHz, SpectralOptions? options = null)
    {
        options ??= new SpectralOptions
        {
            Window = static length => WindowFunctions.Tukey(length, 0.25, periodic: true),
            Overlap = Math.Min(256, source.Length) / 8,
        };
        return Segments(nameof(Spectrogram), source, rateHz, options);
    }

    /// <summary>Cross power of two signals: the average of <c>conj(X) Y</c> over segments (<c>scipy.signal.csd</c>).</summary>
    /// <param name="first">A signal, at least one sample.</param>
    /// <param name="second">A signal of the same length.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="options">Segments, window and scaling.</param>
    /// <exception cref="ArgumentException">The lengths differ, the signals are empty, or an option does not fit.</exception>
    public static CrossSpectrum CrossSpectrum(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double rateHz, SpectralOptions? options = null)
    {
        CheckLengths(nameof(CrossSpectrum), first, second);
        options ??= new SpectralOptions();
        var transform = new SegmentTransform(nameof(CrossSpectrum), options, first.Length, rateHz);
        int bins = transform.Bins;
        var x = new Complex[bins];
        var y = new Complex[bins];
        double[] real = new double[transform.Count * bins];
        double[] imaginary = new double[transform.Count * bins];
        for (int s = 0; s < transform.Count; s++)
        {
            transform.Transform(first[(s * transform.Step)..], x);
            transform.Transform(second[(s * transform.Step)..], y);
            for (int k = 0; k < bins; k++)
            {
                Complex product = Complex.Conjugate(x[k]) * y[k] * transform.OneSided(k);
                (real[(s * bins) + k], imaginary[(s * bins) + k]) = (product.Real, product.Imaginary);
            }
        }

        real = Average(real, bins, options.Average);
        imaginary = Average(imaginary, bins, options.Average);
        var values = new Complex[bins];
        for (int k = 0; k < bins; k++)
        {
            values[k] = new Complex(real[k], imaginary[k]);
        }

        return new CrossSpectrum(transform.FrequenciesHz, values);
    }

    /// <summary>Magnitude-squared coherence of two signals, 0 (unrelated) to 1 (one is a filtered other): <c>|Pxy|² / (Pxx Pyy)</c>.</summary>
    /// <remarks>With a single segment it is 1 throughout. Where a signal has no power at all, it is NaN.</remarks>
    /// <param name="first">A signal, at least one sample.</param>
    /// <param name="second">A signal of the same length.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="options">Segments and window; the average must be the mean.</param>
    /// <exception cref="ArgumentException">The lengths differ, the signals are empty, or an option does not fit.</exception>
    public static PowerSpectrum Coherence(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double rateHz, SpectralOptions? options = null)
    {
        CheckLengths(nameof(Coherence), first, second);
        options ??= new SpectralOptions();
        if (options.Average != SpectralAverage.Mean)
        {
            throw new ArgumentException($"Coherence: the average is {options.Average}; only {SpectralAverage.Mean} keeps the coherence within 0 and 1.", nameof(options));
        }

        double[] x = Welch(first, rateHz, options).Values;
        double[] y = Welch(second, rateHz, options).Values;
        CrossSpectrum cross = CrossSpectrum(first, second, rateHz, options);
        double[] values = new double[x.Length];
        for (int k = 0; k < values.Length; k++)
        {
            double magnitude = cross.Values[k].Magnitude;
            values[k] = magnitude * magnitude / x[k] / y[k];
        }

        return new PowerSpectrum(cross.FrequenciesHz, values);
    }

    private static Spectrogram Segments(string what, ReadOnlySpan<double> source, double rateHz, SpectralOptions options)
    {
        var transform = new SegmentTransform(what, options, source.Length, rateHz);
        int bins = transform.Bins;
        var spectrum = new Complex[bins];
        double[] times = new double[transform.Count];
        double[] values = new double[(long)transform.Count * bins];
        for (int s = 0; s < times.Length; s++)
        {
            transform.Transform(source[(s * transform.Step)..], spectrum);
            times[s] = ((transform.Length / 2.0) + (s * transform.Step)) / rateHz;
            for (int k = 0; k < bins; k++)
            {
                (double re, double im) = (spectrum[k].Real, spectrum[k].Imaginary);
                values[(s * bins) + k] = ((re * re) + (im * im)) * transform.OneSided(k);
            }
        }

        return new Spectrogram(transform.FrequenciesHz, times, values);
    }

    private static double[] Average(double[] values, int bins, SpectralAverage average)
    {
        int segments = values.Length / bins;
        double[] result = new double[bins];
        double[] column = new double[segments];
        // The median of n exponential variables has the expectation 1 - 1/2 + 1/3 - ... of an odd number of terms.
        double bias = 1;
        for (int i = 2; i + 1 <= segments; i += 2)
        {
            bias += (1.0 / (i + 1)) - (1.0 / i);
        }

        for (int k = 0; k < bins; k++)
        {
            double sum = 0;
            for (int s = 0; s < segments; s++)
            {
                column[s] = values[(s * bins) + k];
                sum += column[s];
            }

            if (average == SpectralAverage.Mean)
            {
                result[k] = sum / segments;
                continue;
            }

            Array.Sort(column);
            result[k] = (column[(segments - 1) / 2] + column[segments / 2]) / 2 / bias;
        }

        return result;
    }

    private static void CheckLengths(string what, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{what}: the first signal has {first.Length} samples, the second {second.Length}; they must agree.", nameof(second));
        }
    }
}
