namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs digital elliptic (Cauer) filters: ripple in both bands, the narrowest transition of any order.</summary>
/// <remarks>
/// Orfanidis, "Lecture notes on elliptic filter design", 2006. Equal to <c>scipy.signal.ellip(..., output="sos")</c>.
/// Band filters have twice the order given.
/// </remarks>
public static class Elliptic
{
    /// <summary>Passes frequencies below the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below <paramref name="attenuationDb"/>.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, below 300.</param>
    /// <param name="cutoffHz">Frequency where the gain last is −ripple, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections LowPass(int order, double rippleDb, double attenuationDb, double cutoffHz, double rateHz) =>
        Design(rippleDb, attenuationDb).LowPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies above the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below <paramref name="attenuationDb"/>.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, below 300.</param>
    /// <param name="cutoffHz">Frequency where the gain last is −ripple, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections HighPass(int order, double rippleDb, double attenuationDb, double cutoffHz, double rateHz) =>
        Design(rippleDb, attenuationDb).HighPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below <paramref name="attenuationDb"/>.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the gain last is −ripple; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandPass(int order, double rippleDb, double attenuationDb, double lowHz, double highHz, double rateHz) =>
        Design(rippleDb, attenuationDb).BandPass(order, lowHz, highHz, rateHz);

    /// <summary>Removes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below <paramref name="attenuationDb"/>.</param>
    /// <param name="attenuationDb">Attenuation of the stop band in dB, below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the gain last is −ripple; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandStop(int order, double rippleDb, double attenuationDb, double lowHz, double highHz, double rateHz) =>
        Design(rippleDb, attenuationDb).BandStop(order, lowHz, highHz, rateHz);

    private static BandTransform Design(double rippleDb, double attenuationDb)
    {
        Decibels.Check(nameof(Elliptic), "ripple", rippleDb, nameof(rippleDb));
        Decibels.Check(nameof(Elliptic), "attenuation", attenuationDb, nameof(attenuationDb));
        if (rippleDb >= attenuationDb)
        {
            throw new ArgumentOutOfRangeException(nameof(rippleDb), FormattableString.Invariant(
                $"Elliptic: the ripple of {rippleDb} dB must be below the attenuation of {attenuationDb} dB."));
        }

        return new BandTransform(nameof(Elliptic), order => AnalogPrototypes.Elliptic(order, rippleDb, attenuationDb));
    }
}
