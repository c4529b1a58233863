namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs digital Chebyshev filters of type II: flat in the pass band, ripple in the stop band.</summary>
/// <remarks>
/// Parks and Burrus, "Digital filter design", 1987, section 7.2. Equal to <c>scipy.signal.cheby2(..., output="sos")</c>.
/// Band filters have twice the order given.
/// </remarks>
public static class Chebyshev2
{
    /// <summary>Passes frequencies below the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, above 0 and below 300.</param>
    /// <param name="cutoffHz">Frequency where the attenuation of the stop band is first reached, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections LowPass(int order, double attenuationDb, double cutoffHz, double rateHz) =>
        Design(attenuationDb).LowPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies above the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, above 0 and below 300.</param>
    /// <param name="cutoffHz">Frequency where the attenuation of the stop band is first reached, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections HighPass(int order, double attenuationDb, double cutoffHz, double rateHz) =>
        Design(attenuationDb).HighPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, above 0 and below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the attenuation of the stop band is first reached; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandPass(int order, double attenuationDb, double lowHz, double highHz, double rateHz) =>
        Design(attenuationDb).BandPass(order, lowHz, highHz, rateHz);

    /// <summary>Removes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, above 0 and below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the attenuation of the stop band is first reached; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandStop(int order, double attenuationDb, double lowHz, double highHz, double rateHz) =>
        Design(attenuationDb).BandStop(order, lowHz, highHz, rateHz);

    private static BandTransform Design(double attenuationDb)
    {
        Decibels.Check(nameof(Chebyshev2), "attenuation", attenuationDb, nameof(attenuationDb));
        return new BandTransform(nameof(Chebyshev2), order => AnalogPrototypes.Chebyshev2(order, attenuationDb));
    }
}
