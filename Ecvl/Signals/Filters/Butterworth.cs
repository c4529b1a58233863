namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs digital Butterworth filters: as flat as possible in the pass band, −3 dB at the cut-off frequencies.</summary>
/// <remarks>
/// Butterworth, "On the theory of filter amplifiers", 1930. Analog prototype, frequency transformation, bilinear transformation with
/// pre-warping (Oppenheim and Schafer, "Discrete-Time Signal Processing", 3rd ed. 2010, section 7.2). The sections equal those of
/// <c>scipy.signal.butter(..., output="sos")</c>. Band filters have twice the order given.
/// </remarks>
public static class Butterworth
{
    /// <summary>Highest order that is accepted.</summary>
    public const int MaxOrder = BandTransform.MaxOrder;

    /// <summary>Passes frequencies below the cut-off.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/>.</param>
    /// <param name="cutoffHz">−3 dB frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections LowPass(int order, double cutoffHz, double rateHz) => Design().LowPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies above the cut-off.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/>.</param>
    /// <param name="cutoffHz">−3 dB frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections HighPass(int order, double cutoffHz, double rateHz) => Design().HighPass(order, cutoffHz, rateHz);

    /// <summary>Passes frequencies between two cut-offs.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/> for each side.</param>
    /// <param name="lowHz">Lower −3 dB frequency, above 0.</param>
    /// <param name="highHz">Upper −3 dB frequency, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections BandPass(int order, double lowHz, double highHz, double rateHz) => Design().BandPass(order, lowHz, highHz, rateHz);

    /// <summary>Removes frequencies between two cut-offs.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/> for each side.</param>
    /// <param name="lowHz">Lower −3 dB frequency, above 0.</param>
    /// <param name="highHz">Upper −3 dB frequency, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections BandStop(int order, double lowHz, double highHz, double rateHz) => Design().BandStop(order, lowHz, highHz, rateHz);

    private static BandTransform Design() => new(nameof(Butterworth), AnalogPrototypes.Butterworth);
}
