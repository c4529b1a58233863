namespace DeepHealth.Numerics;

/// <summary>Double-precision functions that <see cref="Math"/> lacks.</summary>
internal static class DoubleMath
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary><c>e^x − 1</c>, relative error below 1e-15.</summary>
    /// <remarks>Kahan's quotient: the rounding errors of <c>e^x</c> and of its logarithm cancel.</remarks>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x);
        if (power == 1)
        {
            return x;
        }

        double difference = power - 1;
        return difference == -1 || double.IsPositiveInfinity(power) ? difference : difference * x / Math.Log(power);
    }

    /// <summary><c>ln(1 + x)</c>, relative error below 1e-15.</summary>
    /// <remarks>Goldberg, "What Every Computer Scientist Should Know About Floating-Point Arithmetic", 1991, theorem 4.</remarks>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        if (sum == 1)
        {
            return x;
        }

        return sum == 0 || double.IsInfinity(sum) ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>Error function, error at most 1e-15.</summary>
    /// <remarks>Abramowitz and Stegun, 1964: series 7.1.6 (all terms positive) below 2.5, continued fraction 7.1.14 of the complement above.</remarks>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (!(size < 6))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double square = size * size;
        double result;
        if (size < 2.5)
        {
            double term = size;
            double sum = size;
            for (int n = 1; term > sum * 1e-18; n++)
            {
                term *= 2 * square / ((2 * n) + 1);
                sum += term;
            }

            result = TwoOverSqrtPi * Math.Exp(-square) * sum;
        }
        else
        {
            double fraction = size;
            for (int n = 60; n >= 1; n--)
            {
                fraction = size + (n * 0.5 / fraction);
            }

            result = 1 - (TwoOverSqrtPi * 0.5 * Math.Exp(-square) / fraction);
        }

        return Math.CopySign(result, x);
    }

    /// <summary><c>x^y</c> for <c>x &gt;= 0</c>, NaN for negative x.</summary>
    public static double Pow(double x, double y) => x < 0 ? double.NaN : Math.Pow(Math.Abs(x), y);
}
