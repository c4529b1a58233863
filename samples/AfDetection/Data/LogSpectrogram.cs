using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Turns a record into the features of all models: its spectrogram in logarithms, standardised.</summary>
/// <remarks>The record is cut or filled up with zeros to 61 s. Segments of 64 samples every 32, without their mean, under a Tukey window (0.25), give power
/// densities; those above 0 become their natural logarithm, those of filled-up stretches stay 0. The whole is brought to mean 0 and deviation 1.</remarks>
internal static class LogSpectrogram
{
    /// <summary>Rate of the records in Hz.</summary>
    public const double RateHz = 300;

    /// <summary>Samples of a record after cutting or filling up.</summary>
    public const int Length = 18_300;

    /// <summary>Seconds of a record after cutting or filling up.</summary>
    public const double Seconds = Length / RateHz;

    /// <summary>Frequencies from 0 to 150 Hz.</summary>
    public const int Frequencies = (SegmentLength / 2) + 1;

    /// <summary>Segments.</summary>
    public const int Times = (Length - Overlap) / (SegmentLength - Overlap);

    /// <summary>Numbers of a record: <c>[times, frequencies]</c>.</summary>
    public const int FeatureCount = Times * Frequencies;

    private const int SegmentLength = 64;
    private const int Overlap = 32;
    private const double FadedShare = 0.25;

    private static readonly SpectralOptions s_options = new()
    {
        SegmentLength = SegmentLength,
        Overlap = Overlap,
        Window = static length => WindowFunctions.Tukey(length, FadedShare, periodic: true),
        Trend = TrendRemoval.Constant,
        Scaling = SpectralScaling.Density,
    };

    /// <summary>Power densities of a record.</summary>
    /// <param name="samples">Samples at 300 Hz, as stored: the logarithm tells filled-up stretches from others only at the gain of the challenge.</param>
    /// <returns><c>[times, frequencies]</c>.</returns>
    public static double[] Powers(ReadOnlySpan<double> samples)
    {
        double[] record = new double[Length];
        samples[..Math.Min(samples.Length, Length)].CopyTo(record);
        return SpectralEstimate.Spectrogram(record, RateHz, s_options).Values;
    }

    /// <summary>The features of a record.</summary>
    /// <inheritdoc cref="Powers"/>
    public static double[] Features(ReadOnlySpan<double> samples)
    {
        double[] values = Powers(samples);
        foreach (ref double value in values.AsSpan())
        {
            double power = Math.Abs(value);
            value = power > 0 ? Math.Log(power) : 0;
        }

        ZScore.Apply(values);
        return values;
    }
}
