using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Analog low-pass filters with edge 1 rad/s, from which all others are transformed.</summary>
internal static class AnalogPrototypes
{
    /// <summary>Butterworth: poles evenly spaced on the left half of the unit circle, no zeros.</summary>
    public static ZeroPoleGain Butterworth(int order) => new([], CirclePoles(order), 1);

    /// <summary>Chebyshev type I: the poles of Butterworth on an ellipse (Parks and Burrus, "Digital filter design", 1987, section 7.2).</summary>
    public static ZeroPoleGain Chebyshev1(int order, double rippleDb)
    {
        double epsilon = Math.Sqrt(PowerRatio(rippleDb));
        double axis = Math.Asinh(1 / epsilon) / order;
        Complex[] poles = Array.ConvertAll(CirclePoles(order), p => new Complex(Math.Sinh(axis) * p.Real, Math.Cosh(axis) * p.Imaginary));
        // An even order begins in a valley of the ripple.
        double valley = int.IsEvenInteger(order) ? 1 / Math.Sqrt(1 + (epsilon * epsilon)) : 1;
        return new ZeroPoleGain([], poles, valley * ZeroPoleGain.NegatedProduct(poles).Real);
    }

    /// <summary>Chebyshev type II: the reciprocals of the poles of type I, with zeros on the imaginary axis in the stop band.</summary>
    public static ZeroPoleGain Chebyshev2(int order, double attenuationDb)
    {
        double axis = Math.Asinh(Math.Sqrt(PowerRatio(attenuationDb))) / order;
        Complex[] poles = Array.ConvertAll(
            CirclePoles(order),
            p => Complex.One / new Complex(Math.Sinh(axis) * p.Real, Math.Cosh(axis) * p.Imaginary));
        var zeros = new List<Complex>(order);
        for (int m = 1 - order; m < order; m += 2)
        {
            // The middle zero of an odd order lies at infinity.
            if (m != 0)
            {
                zeros.Add(new Complex(0, 1 / Math.Sin(Math.PI * m / (2 * order))));
            }
        }

        return FromRoots([.. zeros], poles, 1);
    }

    /// <summary>Elliptic (Cauer): ripple in both bands (Orfanidis, "Lecture notes on elliptic filter design", 2006).</summary>
    public static ZeroPoleGain Elliptic(int order, double rippleDb, double attenuationDb)
    {
        double epsilonSquared = PowerRatio(rippleDb);
        if (order == 1)
        {
            double pole = Math.Sqrt(1 / epsilonSquared);
            return new ZeroPoleGain([], [-pole], pole);
        }

        // m1 is the parameter (squared modulus) of the ripple, m that of the transition; the degree equation ties them.
        double m1 = epsilonSquared / PowerRatio(attenuationDb);
        (double m, double complement) = EllipticFunctions.SolveDegree(order, m1);
        double quarter = EllipticFunctions.CompleteK(complement);
        double u = EllipticFunctions.InverseSc(1 / Math.Sqrt(epsilonSquared), m1);
        double v0 = quarter * u / (order * EllipticFunctions.CompleteK(1 - m1));
        (double sv, double cv, double dv) = EllipticFunctions.Jacobi(v0, complement, m);
        var zeros = new List<Complex>(order);
        var poles = new List<Complex>(order);
        for (int j = 1 - (order % 2); j < order; j += 2)
        {
            (double s, double c, double d) = EllipticFunctions.Jacobi(j * quarter / order, m, complement);
            double scale = 1 - (d * sv * d * sv);
            var pole = new Complex(-c * d * sv * cv / scale, -s * dv / scale);
            if (j == 0)
            {
                poles.Add(pole.Real);
                continue;
            }

            poles.Add(pole);
            poles.Add(Complex.Conjugate(pole));
            var zero = new Complex(0, 1 / (Math.Sqrt(m) * s));
            zeros.Add(zero);
            zeros.Add(Complex.Conjugate(zero));
        }

        double valley = int.IsEvenInteger(order) ? 1 / Math.Sqrt(1 + epsilonSquared) : 1;
        return FromRoots([.. zeros], [.. poles], valley);
    }

    // Poles at angles around the negative real axis; the middle one of an odd order is exactly real.
    private static Complex[] CirclePoles(int order)
    {
        var poles = new Complex[order];
        for (int i = 0; i < order; i++)
        {
            int m = (2 * i) - order + 1;
            poles[i] = m == 0 ? -Complex.One : -Complex.FromPolarCoordinates(1, Math.PI * m / (2 * order));
        }

        return poles;
    }

    private static ZeroPoleGain FromRoots(Complex[] zeros, Complex[] poles, double gainAtZero) => new(
        zeros, poles, gainAtZero * (ZeroPoleGain.NegatedProduct(poles) / ZeroPoleGain.NegatedProduct(zeros)).Real);

    // 10^(dB/10) - 1 without cancellation for small dB.
    private static double PowerRatio(double decibel)
    {
        double x = decibel * 0.1 * Math.Log(10);
        // e^x - 1 = 2 e^(x/2) sinh(x/2).
        return 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
    }
}
