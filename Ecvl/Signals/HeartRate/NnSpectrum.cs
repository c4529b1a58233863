using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Computes the power of the variability of many windows, with its memory used again. For one thread.</summary>
/// <remarks>Intervals are interpolated at 4 Hz on their own time, the mean is taken out, and segments of 64 s (Hann, half overlapping, each without its mean) are
/// transformed with 4096 points: Welch, IEEE Transactions on Audio and Electroacoustics 15, 1967, with the settings usual for heart rates.
/// No spectrum is computed for that: the area of a band is a sum of |X(k)|², and |X(k)|² = Σ r(lag) cos(2π k lag / 4096) with the segment's autocorrelation r
/// (Wiener and Khinchin), so each band is one weighted sum of the 256 values of r, equal but for rounding and several times as fast.</remarks>
public sealed class NnSpectrum
{
    private const double RateHz = 4;
    private const int MostSegment = 256;
    private const int FftLength = 4096;
    private const double HighestHz = 0.4;

    private const int Lanes = 4;

    private static readonly double[] s_window = WindowFunctions.Hann(MostSegment, periodic: true);
    private static readonly double[] s_vlf = LagWeights(0.003, 0.04);
    private static readonly double[] s_lf = LagWeights(0.04, 0.15);
    private static readonly double[] s_hf = LagWeights(0.15, HighestHz);

    // Zeros after the segment, so that sums over all lags run in whole vectors.
    private readonly double[] _segment = new double[(2 * MostSegment) + (4 * Lanes)];
    private readonly double[] _correlation = new double[MostSegment];
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

        Array.Clear(_correlation);
        int overlap = segment / 2;
        int segments = (count - overlap) / (segment - overlap);
        for (int number = 0; number < segments; number++)
        {
            AddSegment(even.Slice(number * (segment - overlap), segment), window);
        }

        // One-sided: negative frequencies are added; none of the bands has 0 Hz.
        double scale = 2 / (RateHz * power * segments);
        return new FrequencyDomainHrv(scale * Weigh(s_vlf), scale * Weigh(s_lf), scale * Weigh(s_hf));
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

    /// <summary>What each lag of the autocorrelation adds to the area of a band, by the trapezoids of <see cref="Area"/>.</summary>
    private static double[] LagWeights(double low, double high)
    {
        double[] weights = new double[MostSegment];
        for (int bin = 1; bin * RateHz / FftLength < HighestHz; bin++)
        {
            if ((bin - 1) * RateHz / FftLength < low || bin * RateHz / FftLength >= high)
            {
                continue;
            }

            for (int lag = 0; lag < MostSegment; lag++)
            {
                // Both ends of the trapezoid; a lag other than 0 stands for itself and its negative.
                double cosines = Math.Cos(2 * Math.PI * ((bin - 1) * lag % FftLength) / FftLength) + Math.Cos(2 * Math.PI * (bin * lag % FftLength) / FftLength);
                weights[lag] += RateHz / FftLength / 2 * (lag == 0 ? 1 : 2) * cosines;
            }
        }

        return weights;
    }

    private double Weigh(double[] weights)
    {
        double sum = 0;
        for (int lag = 0; lag < weights.Length; lag++)
        {
            sum += weights[lag] * _correlation[lag];
        }

        return sum;
    }

    private void AddSegment(ReadOnlySpan<double> samples, ReadOnlySpan<double> window)
    {
        double mean = TimeDomainHrv.Mean(samples);
        for (int i = 0; i < samples.Length; i++)
        {
            _segment[i] = (samples[i] - mean) * window[i];
        }

        Array.Clear(_segment, samples.Length, _segment.Length - samples.Length);
        ref double x = ref MemoryMarshal.GetArrayDataReference(_segment);
        for (int lag = 0; lag < samples.Length; lag += 4)
        {
            // Four lags share the loads of the left factor.
            Vector256<double> sum0 = Vector256<double>.Zero;
            Vector256<double> sum1 = Vector256<double>.Zero;
            Vector256<double> sum2 = Vector256<double>.Zero;
            Vector256<double> sum3 = Vector256<double>.Zero;
            for (int i = 0; i < samples.Length - lag; i += Lanes)
            {
                Vector256<double> left = Vector256.LoadUnsafe(ref x, (nuint)i);
                sum0 += left * Vector256.LoadUnsafe(ref x, (nuint)(i + lag));
                sum1 += left * Vector256.LoadUnsafe(ref x, (nuint)(i + lag + 1));
                sum2 += left * Vector256.LoadUnsafe(ref x, (nuint)(i + lag + 2));
                sum3 += left * Vector256.LoadUnsafe(ref x, (nuint)(i + lag + 3));
            }

            ReadOnlySpan<double> sums = [Vector256.Sum(sum0), Vector256.Sum(sum1), Vector256.Sum(sum2), Vector256.Sum(sum3)];
            for (int k = 0; k < sums.Length && lag + k < samples.Length; k++)
            {
                _correlation[lag + k] += sums[k];
            }
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
