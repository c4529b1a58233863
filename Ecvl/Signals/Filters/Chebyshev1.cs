namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs digital Chebyshev filters of type I: ripple in the pass band, steeper than Butterworth.</summary>
/// <remarks>
/// Parks and Burrus, "Digital filter design", 1987, section 7.2. Equal to <c>scipy.signal.cheby1(..., output="sos")</c>.
/// Band filters have twice the order given.
/// </remarks>
public static class Chebyshev1
{
    /// <summary>Passes frequencies below the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below 300.</param>
    /// <param name="cutoffHz">Frequency where the gain last is −ripple, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections LowPass(int order, double rippleDb, double cutoffHz, double rateHz) =>
        Design(rippleDb).LowPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies above the edge.</summary>
    /// <param name="order">1 to 24.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below 300.</param>
    /// <param name="cutoffHz">Frequency where the gain last is −ripple, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections HighPass(int order, double rippleDb, double cutoffHz, double rateHz) =>
        Design(rippleDb).HighPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the gain last is −ripple; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandPass(int order, double rippleDb, double lowHz, double highHz, double rateHz) =>
        Design(rippleDb).BandPass(order, lowHz, highHz, rateHz);

    /// <summary>Removes frequencies between two edges.</summary>
    /// <param name="order">1 to 24 for each side.</param>
    /// <param name="rippleDb">Ripple of the pass band in dB, above 0 and below 300.</param>
    /// <param name="lowHz">Lower edge: frequency where the gain last is −ripple; above 0.</param>
    /// <param name="highHz">Upper edge, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order, ripple or frequency is out of range.</exception>
    public static SecondOrderSections BandStop(int order, double rippleDb, double lowHz, double highHz, double rateHz) =>
        Design(rippleDb).BandStop(order, lowHz, highHz, rateHz);

    private static BandTransform Design(double rippleDb)
    {
        Decibels.Check(nameof(Chebyshev1), "ripple", rippleDb, nameof(rippleDb));
        return new BandTransform(nameof(Chebyshev1), order => AnalogPrototypes.Chebyshev1(order, rippleDb));
    }
}
