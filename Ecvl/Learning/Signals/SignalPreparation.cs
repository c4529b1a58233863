using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Brings single-lead recordings of any rate and gain to one form: band-passed, resampled, standardised.</summary>
/// <remarks>Order: missing samples are bridged, a zero-phase Butterworth band-pass removes baseline wander and high-frequency noise at the
/// original rate, a polyphase resampler changes the rate, the z-score removes gain and offset.</remarks>
public sealed class SignalPreparation
{
    private const int FilterOrder = 2;

    // What is smaller beside the input is rounding of the filter; recorders resolve 1e-7 of their range at best.
    private const double RoundingShare = 1e-11;

    // The upper corner stays below half the rate by this much, or the filter would be no filter.
    private const double CornerShare = 0.45;

    /// <summary>Creates the preparation.</summary>
    /// <param name="rateHz">Rate of the result in Hz; 45 % of it lies above <paramref name="lowHz"/>.</param>
    /// <param name="lowHz">Lower corner of the band-pass in Hz, above 0.</param>
    /// <param name="highHz">Upper corner in Hz; lowered to 45 % of the smaller rate where needed.</param>
    public SignalPreparation(double rateHz, double lowHz = 0.5, double highHz = 40)
    {
        if (!(CornerShare * rateHz > lowHz && lowHz > 0 && highHz > lowHz))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rateHz), rateHz, $"SignalPreparation: needs 0 < low < high, and low below 45 % of the rate; they are {lowHz}, {highHz} and {rateHz} Hz.");
        }

        RateHz = rateHz;
        LowHz = lowHz;
        HighHz = highHz;
    }

    /// <summary>Rate of the result in Hz.</summary>
    public double RateHz { get; }

    /// <summary>Lower corner of the band-pass in Hz.</summary>
    public double LowHz { get; }

    /// <summary>Upper corner of the band-pass in Hz.</summary>
    public double HighHz { get; }

    /// <summary>Prepares one signal.</summary>
    /// <param name="samples">Samples; NaN where missing.</param>
    /// <param name="rateHz">Their rate in Hz.</param>
    /// <returns>Samples at <see cref="RateHz"/>, mean 0 and deviation 1; zeros for a constant signal.</returns>
    /// <exception cref="DataException">The signal is too short for the filter, has no valid sample, or a rate that is too low or in no ratio of
    /// whole numbers to <see cref="RateHz"/>. The message does not name the signal: callers know it.</exception>
    public float[] Apply(ReadOnlySpan<double> samples, double rateHz)
    {
        double high = Math.Min(HighHz, CornerShare * Math.Min(rateHz, RateHz));
        if (!(high > LowHz) || double.IsInfinity(rateHz))
        {
            throw new DataException(FormattableString.Invariant(
                $"SignalPreparation: the rate is {rateHz} Hz; a band-pass from {LowHz} Hz needs a finite one above {LowHz / CornerShare:G4} Hz."));
        }

        double[] bridged = samples.ToArray();
        if (MissingSamples.Interpolate(bridged) == bridged.Length)
        {
            throw new DataException($"SignalPreparation: all {samples.Length} samples of the signal are missing.");
        }

        SecondOrderSections band = Butterworth.BandPass(FilterOrder, LowHz, high, rateHz);
        if (bridged.Length <= FiltFilt.PadLength(band))
        {
            throw new DataException($"SignalPreparation: {bridged.Length} samples are too few for the band-pass, which needs more than {FiltFilt.PadLength(band)}.");
        }

        double[] filtered = FiltFilt.Apply(band, bridged);
        double[] resampled = rateHz == RateHz ? filtered : Resample(filtered, rateHz);
        if (Largest(resampled) <= RoundingShare * Largest(bridged))
        {
            // A constant: what the filter leaves is rounding, which standardising would blow up to a signal.
            return new float[resampled.Length];
        }

        ZScore.Apply(resampled);
        return Array.ConvertAll(resampled, value => (float)value);
    }

    /// <inheritdoc cref="Apply(ReadOnlySpan{double}, double)"/>
    public float[] Apply(ReadOnlySpan<float> samples, double rateHz)
    {
        double[] wide = new double[samples.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = samples[i];
        }

        return Apply(wide, rateHz);
    }

    /// <summary>Prepares a signal that was read from a file.</summary>
    /// <param name="signal">The signal; NaN where samples are missing.</param>
    /// <param name="file">Where it was read from, for messages.</param>
    /// <inheritdoc cref="Apply(ReadOnlySpan{double}, double)" path="/returns"/>
    /// <exception cref="DataException">As above; the message names file and signal.</exception>
    public float[] Apply(Signal signal, string file)
    {
        ArgumentNullException.ThrowIfNull(signal);
        try
        {
            return Apply(signal.Samples, signal.RateHz);
        }
        catch (DataException error)
        {
            throw new DataException($"\"{file}\", signal \"{signal.Label}\": {error.Message}", error);
        }
    }

    private static double Largest(ReadOnlySpan<double> samples)
    {
        double largest = 0;
        foreach (double sample in samples)
        {
            largest = Math.Max(largest, Math.Abs(sample));
        }

        return largest;
    }

    private double[] Resample(double[] samples, double rateHz)
    {
        try
        {
            return PolyphaseResampler.Resample(samples, rateHz, RateHz);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new DataException(FormattableString.Invariant($"SignalPreparation: the rate of {rateHz} Hz is in no ratio of whole numbers to {RateHz} Hz."), error);
        }
    }
}
