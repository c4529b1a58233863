namespace DeepHealth.Ecvl.Signals;

/// <summary>Turns an analog low-pass prototype with edge 1 rad/s into a digital filter of the pass type wanted. Checks order and frequencies.</summary>
/// <remarks>Frequency transformation, then bilinear transformation with pre-warping (Oppenheim and Schafer 2010, section 7.2).</remarks>
/// <param name="design">Name of the design in messages.</param>
/// <param name="prototype">Makes the prototype of an order.</param>
internal readonly struct BandTransform(string design, Func<int, ZeroPoleGain> prototype)
{
    /// <summary>Highest order that is accepted.</summary>
    public const int MaxOrder = 24;

    // Frequencies are normalised to a sampling rate of 2, where half the rate is 1.
    private const double BilinearRate = 2;

    /// <summary>Passes frequencies below an edge.</summary>
    public SecondOrderSections LowPass(int order, double edgeHz, double rateHz)
    {
        Check(nameof(LowPass), order, edgeHz, rateHz, "cutoffHz");
        return prototype(order).ToLowPass(Warp(edgeHz, rateHz)).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Passes frequencies above an edge.</summary>
    public SecondOrderSections HighPass(int order, double edgeHz, double rateHz)
    {
        Check(nameof(HighPass), order, edgeHz, rateHz, "cutoffHz");
        return prototype(order).ToHighPass(Warp(edgeHz, rateHz)).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Passes frequencies between two edges.</summary>
    public SecondOrderSections BandPass(int order, double lowHz, double highHz, double rateHz)
    {
        (double center, double width) = Band(nameof(BandPass), order, lowHz, highHz, rateHz);
        return prototype(order).ToBandPass(center, width).Bilinear(BilinearRate).ToSections();
    }

    /// <summary>Removes frequencies between two edges.</summary>
    public SecondOrderSections BandStop(int order, double lowHz, double highHz, double rateHz)
    {
        (double center, double width) = Band(nameof(BandStop), order, lowHz, highHz, rateHz);
        return prototype(order).ToBandStop(center, width).Bilinear(BilinearRate).ToSections();
    }

    // The bilinear transformation compresses frequencies; this moves the edge so that it lands where it was asked for.
    private static double Warp(double hz, double rateHz) => 2 * BilinearRate * Math.Tan(Math.PI * (2 * hz / rateHz) / BilinearRate);

    private (double Center, double Width) Band(string what, int order, double lowHz, double highHz, double rateHz)
    {
        Check(what, order, lowHz, rateHz, nameof(lowHz));
        Check(what, order, highHz, rateHz, nameof(highHz));
        if (lowHz >= highHz)
        {
            throw new ArgumentOutOfRangeException(nameof(lowHz), FormattableString.Invariant(
                $"{design}.{what}: the lower cut-off {lowHz} Hz must be below the upper one, {highHz} Hz."));
        }

        double low = Warp(lowHz, rateHz);
        double high = Warp(highHz, rateHz);
        return (Math.Sqrt(low * high), high - low);
    }

    private void Check(string what, int order, double hz, double rateHz, string parameter)
    {
        if (order is < 1 or > MaxOrder)
        {
            throw new ArgumentOutOfRangeException(nameof(order), $"{design}.{what}: the order is {order}; it must be 1 to {MaxOrder}.");
        }

        if (!(rateHz > 0) || double.IsInfinity(rateHz) || !(hz > 0) || !(hz < rateHz / 2))
        {
            throw new ArgumentOutOfRangeException(parameter, FormattableString.Invariant(
                $"{design}.{what}: the cut-off {hz} Hz must be above 0 and below half the sampling rate of {rateHz} Hz."));
        }
    }
}
