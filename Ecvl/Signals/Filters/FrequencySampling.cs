using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs FIR filters with linear phase and any gain by frequency.</summary>
/// <remarks>
/// The gain is interpolated on an even grid, transformed back and cut short by a window (Oppenheim and Schafer 2010, section 7.5). Equal to
/// <c>scipy.signal.firwin2</c>, except that a grid point exactly on a step always gets the mean of both gains.
/// </remarks>
public static class FrequencySampling
{
    /// <summary>Designs a filter.</summary>
    /// <param name="taps">Length of the filter, at least 1.</param>
    /// <param name="frequenciesHz">Rising frequencies from 0 to half the rate; one may occur twice, for a step.</param>
    /// <param name="gains">One gain per frequency, straight lines between; for an even number of taps the last must be 0.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <param name="gridPoints">Points from 0 to half the rate, more than taps; default (null) one more than the next power of two.</param>
    /// <exception cref="ArgumentException">Frequencies, gains, window or grid do not fit.</exception>
    public static double[] Design(
        int taps, ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> gains, double rateHz, ReadOnlySpan<double> window = default, int? gridPoints = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(taps, 1 << 24);
        Check(taps, frequenciesHz, gains, rateHz);
        int points = gridPoints ?? (int)BitOperations.RoundUpToPowerOf2((uint)taps) + 1;
        if (points <= taps)
        {
            throw new ArgumentException($"FrequencySampling: the grid has {points} points, the filter {taps} taps; the grid must have more.", nameof(gridPoints));
        }

        ReadOnlySpan<double> shape = window.IsEmpty ? WindowFunctions.Hamming(taps) : window;
        if (shape.Length != taps)
        {
            throw new ArgumentException($"FrequencySampling: the window has {shape.Length} samples, the filter {taps} taps; they must agree.", nameof(window));
        }

        var response = new Complex[points];
        int part = 1;
        for (int k = 0; k < points; k++)
        {
            double hz = rateHz / 2 * k / (points - 1);
            while (part < frequenciesHz.Length - 1 && hz > frequenciesHz[part])
            {
                part++;
            }

            // The delay of (taps - 1) / 2 samples moves the filter to where it begins at sample 0.
            response[k] = Gain(frequenciesHz, gains, part, hz)
                * Complex.FromPolarCoordinates(1, -Math.PI * (taps - 1) / 2.0 * k / (points - 1));
        }

        double[] impulse = new double[2 * (points - 1)];
        new RealFft(impulse.Length).Inverse(response, impulse);
        double[] filter = impulse[..taps];
        for (int i = 0; i < taps; i++)
        {
            filter[i] *= shape[i];
        }

        return filter;
    }

    // The gain on the line that ends at point `part`.
    private static double Gain(ReadOnlySpan<double> frequencies, ReadOnlySpan<double> gains, int part, double hz)
    {
        if (part + 1 < frequencies.Length && hz == frequencies[part] && frequencies[part + 1] == hz)
        {
            return (gains[part] + gains[part + 1]) / 2;
        }

        double width = frequencies[part] - frequencies[part - 1];
        return gains[part - 1] + ((gains[part] - gains[part - 1]) * (hz - frequencies[part - 1]) / width);
    }

    private static void Check(int taps, ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> gains, double rateHz)
    {
        if (frequenciesHz.Length != gains.Length || frequenciesHz.Length < 2)
        {
            throw new ArgumentException($"FrequencySampling: there are {frequenciesHz.Length} frequencies and {gains.Length} gains; they must agree and be at least 2.", nameof(gains));
        }

        int last = frequenciesHz.Length - 1;
        if (!(rateHz > 0) || frequenciesHz[0] != 0 || frequenciesHz[last] != rateHz / 2)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"FrequencySampling: the frequencies run from {frequenciesHz[0]} to {frequenciesHz[last]} Hz; they must run from 0 to half the sampling rate of {rateHz} Hz."), nameof(frequenciesHz));
        }

        for (int i = 1; i <= last; i++)
        {
            bool inside = i > 1 && i < last;
            bool step = inside && frequenciesHz[i] == frequenciesHz[i - 1] && frequenciesHz[i - 1] > frequenciesHz[i - 2];
            if (!(frequenciesHz[i] > frequenciesHz[i - 1] || step) || !double.IsFinite(gains[i]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"FrequencySampling: frequency {i} is {frequenciesHz[i]} Hz with gain {gains[i]}, the one before {frequenciesHz[i - 1]} Hz; frequencies must rise, an inner one may occur twice, gains must be finite."), nameof(frequenciesHz));
            }
        }

        if (int.IsEvenInteger(taps) && gains[last] != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"FrequencySampling: a filter of {taps} taps has gain 0 at half the rate, but {gains[last]} is wanted; take {taps + 1} taps."), nameof(gains));
        }
    }
}
