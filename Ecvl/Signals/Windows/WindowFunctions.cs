namespace DeepHealth.Ecvl.Signals;

/// <summary>Window functions that fade a stretch of samples in and out.</summary>
/// <remarks>
/// Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform", 1978. A symmetric window (for filters)
/// begins and ends with the same value; a periodic one (for spectra) is a symmetric one of <c>length + 1</c> samples without its last.
/// Length 0 gives no sample, length 1 the single value 1. Equal to <c>scipy.signal.windows</c>.
/// </remarks>
public static class WindowFunctions
{
    /// <summary>Hann: <c>0.5 − 0.5 cos(2πn/M)</c>.</summary>
    /// <param name="length">Samples, from 0.</param>
    /// <param name="periodic">Periodic in place of symmetric.</param>
    public static double[] Hann(int length, bool periodic = false) => Cosines(length, periodic, 0.5, 0.5, 0);

    /// <summary>Hamming: <c>0.54 − 0.46 cos(2πn/M)</c>.</summary>
    /// <param name="length">Samples, from 0.</param>
    /// <param name="periodic">Periodic in place of symmetric.</param>
    public static double[] Hamming(int length, bool periodic = false) => Cosines(length, periodic, 0.54, 0.46, 0);

    /// <summary>Blackman: <c>0.42 − 0.5 cos(2πn/M) + 0.08 cos(4πn/M)</c>.</summary>
    /// <param name="length">Samples, from 0.</param>
    /// <param name="periodic">Periodic in place of symmetric.</param>
    public static double[] Blackman(int length, bool periodic = false) => Cosines(length, periodic, 0.42, 0.5, 0.08);

    /// <summary>Kaiser: <c>I₀(β √(1 − (2n/M − 1)²)) / I₀(β)</c>.</summary>
    /// <remarks>Kaiser, "Nonrecursive digital filter design using the I₀-sinh window function", 1974.</remarks>
    /// <param name="length">Samples, from 0.</param>
    /// <param name="beta">Steepness, 0 (rectangle) to 700; above, I₀ leaves the range of double.</param>
    /// <param name="periodic">Periodic in place of symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is out of range.</exception>
    public static double[] Kaiser(int length, double beta, bool periodic = false)
    {
        if (!(beta >= 0) || beta > 700)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), FormattableString.Invariant($"Kaiser: beta is {beta}; it must be in [0, 700]."));
        }

        double[] window = Create(length, periodic, out double m);
        double scale = BesselI0(beta);
        for (int n = 0; n < window.Length && length > 1; n++)
        {
            double x = (2 * n / m) - 1;
            window[n] = BesselI0(beta * Math.Sqrt(1 - (x * x))) / scale;
        }

        return window;
    }

    /// <summary>Tukey: 1 in the middle, half a Hann window over the fraction <paramref name="alpha"/> / 2 at each end.</summary>
    /// <param name="length">Samples, from 0.</param>
    /// <param name="alpha">Faded fraction: 0 is a rectangle, 1 a Hann window.</param>
    /// <param name="periodic">Periodic in place of symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in [0, 1].</exception>
    public static double[] Tukey(int length, double alpha, bool periodic = false)
    {
        if (!(alpha >= 0 && alpha <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), FormattableString.Invariant($"Tukey: alpha is {alpha}; it must be in [0, 1]."));
        }

        double[] window = Create(length, periodic, out double m);
        int fade = (int)Math.Floor(alpha * m / 2);
        for (int n = 0; n < window.Length && length > 1 && alpha > 0; n++)
        {
            // The fade of the end mirrors that of the start about M / 2.
            double from = Math.Min(n, m - n);
            if (from <= fade)
            {
                window[n] = 0.5 * (1 + Math.Cos(Math.PI * ((2 * from / (alpha * m)) - 1)));
            }
        }

        return window;
    }

    /// <summary>Modified Bessel function of the first kind and order 0, <c>Σ ((x/2)ᵏ / k!)²</c>. All terms are positive: error below 1e-14 relative.</summary>
    internal static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }

    private static double[] Cosines(int length, bool periodic, double a0, double a1, double a2)
    {
        double[] window = Create(length, periodic, out double m);
        for (int n = 0; n < window.Length && length > 1; n++)
        {
            double x = 2 * Math.PI * n / m;
            window[n] = a0 - (a1 * Math.Cos(x)) + (a2 * Math.Cos(2 * x));
        }

        return window;
    }

    /// <summary>A rectangle, and the M of the formulas: the index of the last sample of the symmetric window.</summary>
    private static double[] Create(int length, bool periodic, out double m)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        m = periodic ? length : length - 1;
        double[] window = new double[length];
        Array.Fill(window, 1);
        return window;
    }
}
