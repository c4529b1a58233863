using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Computes the power of the variability of many windows, with its memory used again. For one thread.</summary>
/// <remarks>Intervals are interpolated at 4 Hz on their own time, the mean is taken out, and segments of 64 s (Hann, half overlapping, each without its mean) are
/// transformed with 4096 points: Welch, IEEE Transactions on Audio and Electroacoustics 15, 1967, with the settings usual for heart rates.</remarks>
public sealed class NnSpectrum
{
    private const double RateHz = 4;
    private const int MostSegment = 256;
    private const int FftLength = 4096;
    private const double HighestHz = 0.4;

    private static readonly RealFft s_fft = new(FftLength);
    private static readonly double[] s_frequencies = [.. s_fft.FrequenciesHz(RateHz).TakeWhile(frequency => frequency < HighestHz)];
    private static readonly double[] s_window = WindowFunctions.Hann(MostSegment, periodic: true);

    private readonly double[] _padded = new double[FftLength];
    private readonly Complex[] _spectrum = new Complex[s_fft.Bins];
    private readonly double[] _density = new double[s_frequencies.Length];
    private double[] _even = [];

    /// <summary>Power in the usual bands.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least two that last half a second.</param>
    /// <exception cref="ArgumentException">There are too few intervals.</exception>
    public FrequencyDomainHrv Compute(ReadOnlySpan<double> nnMs)
    {
        int count = Interpolate(nnMs);
        if (count < 2)
        {
            throw new ArgumentException($"FrequencyDomainHrv: {nnMs.Length} intervals make {count} samples at {RateHz} Hz; at least 2 are needed.", nameof(nnMs));
        }

        Span<double> even = _even.AsSpan(0, count);
        int segment = Math.Min(MostSegment, count);
        ReadOnlySpan<double> window = segment == MostSegment ? s_window : WindowFunctions.Hann(segment, periodic: true);
        double power = 0;
        foreach (double weight in window)
        {
            power += weight * weight;
        }

        Array.Clear(_density);
        int overlap = segment / 2;
        int segments = (count - overlap) / (segment - overlap);
        for (int number = 0; number < segments; number++)
        {
            AddSegment(even.Slice(number * (segment - overlap), segment), window);
        }

        for (int bin = 0; bin < _density.Length; bin++)
        {
            // One-sided: negative frequencies are added, but there is only one at 0 Hz.
            _density[bin] *= (bin == 0 ? 1 : 2) / (RateHz * power * segments);
        }

        return Integrate(s_frequencies, _density);
    }

    /// <summary>Areas of a density in the bands, by trapezoids between the frequencies inside of each.</summary>
    internal static FrequencyDomainHrv Integrate(ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> density)
        => new(Area(frequenciesHz, density, 0.003, 0.04), Area(frequenciesHz, density, 0.04, 0.15), Area(frequenciesHz, density, 0.15, HighestHz));

    private static double Area(ReadOnlySpan<double> frequencies, ReadOnlySpan<double> density, double low, double high)
    {
        double area = 0;
        for (int i = 1; i < frequencies.Length; i++)
        {
            if (frequencies[i - 1] >= low && frequencies[i] < high)
            {
                area += (frequencies[i] - frequencies[i - 1]) * (density[i] + density[i - 1]) / 2;
            }
        }

        return area;
    }

    private void AddSegment(ReadOnlySpan<double> samples, ReadOnlySpan<double> window)
    {
        double mean = TimeDomainHrv.Mean(samples);
        for (int i = 0; i < samples.Length; i++)
        {
            _padded[i] = (samples[i] - mean) * window[i];
        }

        Array.Clear(_padded, samples.Length, FftLength - samples.Length);
        s_fft.Forward(_padded, _spectrum);
        for (int bin = 0; bin < _density.Length; bin++)
        {
            Complex value = _spectrum[bin];
            _density[bin] += (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
        }
    }

    /// <summary>Samples at even times, less their mean; returns their number.</summary>
    private int Interpolate(ReadOnlySpan<double> nnMs)
    {
        double end = 0;
        for (int i = 1; i < nnMs.Length; i++)
        {
            end += nnMs[i] / 1000;
        }

        int count = (int)Math.Ceiling(end * RateHz);
        if (_even.Length < count)
        {
            _even = new double[2 * count];
        }

        int right = 1;
        double before = 0;
        double after = nnMs.Length > 1 ? nnMs[1] / 1000 : 0;
        for (int i = 0; i < count; i++)
        {
            double time = i / RateHz;
            while (time > after && right < nnMs.Length - 1)
            {
                right++;
                before = after;
                after += nnMs[right] / 1000;
            }

            _even[i] = nnMs[right - 1] + ((nnMs[right] - nnMs[right - 1]) / (after - before) * (time - before));
        }

        double mean = TimeDomainHrv.Mean(_even.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            _even[i] -= mean;
        }

        return count;
    }
}
