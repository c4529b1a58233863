using System.Numerics;
using System.Runtime.CompilerServices;

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
    public const int MaxOrder = 24;

    /// <summary>Passes frequencies below the cut-off.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/>.</param>
    /// <param name="cutoffHz">−3 dB frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections LowPass(int order, double cutoffHz, double rateHz)
    {
        Check(nameof(LowPass), order, cutoffHz, rateHz);
        return Prototype(order).ToLowPass(Warp(cutoffHz, rateHz)).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Passes frequencies above the cut-off.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/>.</param>
    /// <param name="cutoffHz">−3 dB frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections HighPass(int order, double cutoffHz, double rateHz)
    {
        Check(nameof(HighPass), order, cutoffHz, rateHz);
        return Prototype(order).ToHighPass(Warp(cutoffHz, rateHz)).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Passes frequencies between two cut-offs.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/> for each side.</param>
    /// <param name="lowHz">Lower −3 dB frequency, above 0.</param>
    /// <param name="highHz">Upper −3 dB frequency, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections BandPass(int order, double lowHz, double highHz, double rateHz)
    {
        (double center, double width) = Band(nameof(BandPass), order, lowHz, highHz, rateHz);
        return Prototype(order).ToBandPass(center, width).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Removes frequencies between two cut-offs.</summary>
    /// <param name="order">1 to <see cref="MaxOrder"/> for each side.</param>
    /// <param name="lowHz">Lower −3 dB frequency, above 0.</param>
    /// <param name="highHz">Upper −3 dB frequency, above <paramref name="lowHz"/> and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Order or frequency is out of range.</exception>
    public static SecondOrderSections BandStop(int order, double lowHz, double highHz, double rateHz)
    {
        (double center, double width) = Band(nameof(BandStop), order, lowHz, highHz, rateHz);
        return Prototype(order).ToBandStop(center, width).Bilinear(BilinearRate).ToSections();
    }

    // Frequencies are normalised to a sampling rate of 2, where half the rate is 1.
    private const double BilinearRate = 2;

    /// <summary>The analog low-pass with cut-off 1 rad/s: poles evenly spaced on the left half of the unit circle, no zeros.</summary>
    private static ZeroPoleGain Prototype(int order)
    {
        var poles = new Complex[order];
        for (int i = 0; i < order; i++)
        {
            int m = (2 * i) - order + 1;
            // The middle pole of an odd order is exactly real.
            poles[i] = m == 0 ? -Complex.One : -Complex.FromPolarCoordinates(1, Math.PI * m / (2 * order));
        }

        return new ZeroPoleGain([], poles, 1);
    }

    // The bilinear transformation compresses frequencies; this moves the cut-off so that it lands where it was asked for.
    private static double Warp(double hz, double rateHz) => 2 * BilinearRate * Math.Tan(Math.PI * (2 * hz / rateHz) / BilinearRate);

    private static (double Center, double Width) Band(string what, int order, double lowHz, double highHz, double rateHz)
    {
        Check(what, order, lowHz, rateHz);
        Check(what, order, highHz, rateHz);
        if (lowHz >= highHz)
        {
            throw new ArgumentOutOfRangeException(nameof(lowHz), FormattableString.Invariant(
                $"Butterworth.{what}: the lower cut-off {lowHz} Hz must be below the upper one, {highHz} Hz."));
        }

        double low = Warp(lowHz, rateHz);
        double high = Warp(highHz, rateHz);
        return (Math.Sqrt(low * high), high - low);
    }

    private static void Check(string what, int order, double hz, double rateHz, [CallerArgumentExpression(nameof(hz))] string? parameter = null)
    {
        if (order is < 1 or > MaxOrder)
        {
            throw new ArgumentOutOfRangeException(nameof(order), $"Butterworth.{what}: the order is {order}; it must be 1 to {MaxOrder}.");
        }

        if (!(rateHz > 0) || double.IsInfinity(rateHz) || !(hz > 0) || !(hz < rateHz / 2))
        {
            throw new ArgumentOutOfRangeException(parameter, FormattableString.Invariant(
                $"Butterworth.{what}: the cut-off {hz} Hz must be above 0 and below half the sampling rate of {rateHz} Hz."));
        }
    }
}
