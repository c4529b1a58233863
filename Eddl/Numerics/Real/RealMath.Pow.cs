using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

internal static partial class RealMath
{
    // ln 2 in two parts of which the first has 9 bits: its product with an exponent is exact.
    private const float Ln2Short = 0.693359375f;
    private const float Ln2ShortRest = -2.12194440e-4f;

    /// <summary><c>x^y</c> for <c>x &gt;= 0</c>: at most 2 ulp; NaN for negative x; <c>x^0 = 1^y = 1</c>, also for NaN; −0 counts as 0.</summary>
    /// <remarks><c>e^(y·ln x)</c> with the logarithm and the product carried as a sum of two floats, because the
    /// exponential magnifies their absolute error up to 88 times.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Pow<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T high = LogInTwoParts(x, out T low);
        T product = y * high;
        T rest = T.Fma(y, low, T.Fma(y, high, -product));
        rest = T.SelectLess(T.Abs(product), T.Of(120), rest, T.Of(0));
        product = T.MinNative(T.Of(ExpHighest), T.MaxNative(T.Of(ExpLowest), product));
        T n = T.Round(product * T.Of(Log2E));
        T power = T.ScaleByPowerOfTwo(ReducedExpm1(Reduce(product, n) + rest) + T.Of(1), n);

        power = T.SelectEqual(y, T.Of(0), T.Of(1), power);
        power = T.SelectEqual(x, T.Of(1), T.Of(1), power);
        return T.SelectLess(x, T.Of(0), T.Of(float.NaN), power);
    }

    /// <summary><c>ln x = high + low</c> with a relative error near 2^-29; the special values are in high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogInTwoParts<T>(T x, out T low)
        where T : struct, ILanes<T>
    {
        // ln m = 2·artanh(s), s = (m − 1)/(m + 1) with the rounding errors of divisor and quotient kept.
        T m = T.Split(x, out T exponent);
        T f = m - T.Of(1);
        T divisor = m + T.Of(1);
        T divisorRest = m - (divisor - T.Of(1));
        T s = f / divisor;
        T sRest = T.Fma(-s, divisorRest, T.Fma(-s, divisor, f)) / divisor;
        T z = s * s;
        T p = T.Fma(T.Of(0.24276781f), z, T.Of(0.28498837f));
        p = T.Fma(p, z, T.Of(0.40000972f));
        p = T.Fma(p, z, T.Of(0.6666666f));
        T small = T.Fma(T.Of(2), sRest, p * (s * z));
        small = T.Fma(exponent, T.Of(Ln2ShortRest), small);

        // The first sum loses nothing: its larger part comes first, or is 0.
        T large = exponent * T.Of(Ln2Short);
        T twice = s + s;
        T sum = large + twice;
        small += twice - (sum - large);
        T high = sum + small;
        low = small - (high - sum);
        high = T.SelectLess(x, T.Of(float.PositiveInfinity), high, x);
        return T.SelectEqual(x, T.Of(0), T.Of(float.NegativeInfinity), high);
    }
}
