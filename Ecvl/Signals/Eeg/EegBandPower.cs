namespace DeepHealth.Ecvl.Signals;

/// <summary>Power in bands of a channel.</summary>
/// <remarks>Welch's average spectrum, by default of Hann windows of 4 s with half overlap; the area by the trapezoidal rule over the frequencies in the band, both edges included.</remarks>
/// <param name="Bands">The bands.</param>
/// <param name="Absolute">Power by band in the square of the signal's unit, such as µV².</param>
/// <param name="Relative">Share by band of the power from the lowest edge of all bands to the highest; NaN without power.</param>
public sealed record EegBandPower(IReadOnlyList<EegBand> Bands, double[] Absolute, double[] Relative)
{
    private const double SegmentSeconds = 4;

    /// <summary>Measures a channel.</summary>
    /// <param name="samples">The samples, without NaN; at least one.</param>
    /// <param name="rateHz">Samples per second, at least twice the highest frequency.</param>
    /// <param name="bands">Bands; null for <see cref="EegBand.Standard"/>.</param>
    /// <param name="options">Spectrum; null for segments of 4 s.</param>
    /// <exception cref="ArgumentException">A band is empty or beyond half the rate, or the signal is empty.</exception>
    public static EegBandPower Of(ReadOnlySpan<double> samples, double rateHz, IReadOnlyList<EegBand>? bands = null, SpectralOptions? options = null)
    {
        bands ??= EegBand.Standard;
        ArgumentOutOfRangeException.ThrowIfZero(bands.Count);
        foreach (EegBand band in bands)
        {
            if (!(band.LowHz >= 0) || !(band.HighHz > band.LowHz) || !(band.HighHz <= rateHz / 2))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"EegBandPower: band {band.Name} goes from {band.LowHz} to {band.HighHz} Hz; at {rateHz} Hz it must rise from 0 to at most {rateHz / 2} Hz."), nameof(bands));
            }
        }

        options ??= new SpectralOptions { SegmentLength = Math.Max((int)Math.Round(SegmentSeconds * rateHz), 1) };
        PowerSpectrum spectrum = SpectralEstimate.Welch(samples, rateHz, options);
        double low = double.PositiveInfinity;
        double high = 0;
        double[] absolute = new double[bands.Count];
        for (int i = 0; i < absolute.Length; i++)
        {
            low = Math.Min(low, bands[i].LowHz);
            high = Math.Max(high, bands[i].HighHz);
            absolute[i] = spectrum.BandPower(bands[i].LowHz, bands[i].HighHz);
        }

        double total = spectrum.BandPower(low, high);
        return new EegBandPower(bands, absolute, Array.ConvertAll(absolute, power => power / total));
    }
}
