using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

internal static partial class RealMath
{
    /// <summary>Natural logarithm: at most 2 ulp, also for denormal numbers; −∞ at 0, NaN below, ∞ at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        T mantissa = T.Split(x, out T exponent);
        return LogSpecial(x, LogOfParts(mantissa - T.Of(1), exponent));
    }

    /// <summary><c>ln(1 + x)</c>: at most 2 ulp, also near 0; −∞ at −1, NaN below, ∞ at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x)
        where T : struct, ILanes<T>
    {
        // Knuth's two-sum: sum + lost = 1 + x exactly.
        T sum = x + T.Of(1);
        T shifted = sum - T.Of(1);
        T lost = (T.Of(1) - (sum - shifted)) + (x - shifted);
        T mantissa = T.Split(sum, out T exponent);
        T f = (mantissa - T.Of(1)) + T.ScaleByPowerOfTwo(lost, -exponent);
        return T.CopySign(LogSpecial(sum, LogOfParts(f, exponent)), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogSpecial<T>(T x, T logarithm)
        where T : struct, ILanes<T>
    {
        logarithm = T.SelectLess(x, T.Of(float.PositiveInfinity), logarithm, x);
        logarithm = T.SelectEqual(x, T.Of(0), T.Of(float.NegativeInfinity), logarithm);
        return T.SelectLess(x, T.Of(0), T.Of(float.NaN), logarithm);
    }

    /// <summary><c>ln(1 + f) + exponent·ln 2</c> for <c>√½ − 1 &lt;= f &lt;= √2 − 1</c>: <c>f − f²/2 + f³·P(f)</c>, polynomial error 6e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfParts<T>(T f, T exponent)
        where T : struct, ILanes<T>
    {
        T p = T.Fma(T.Of(-7.636439e-2f), f, T.Of(0.12762217f));
        p = T.Fma(p, f, T.Of(-0.1315961f));
        p = T.Fma(p, f, T.Of(0.1420158f));
        p = T.Fma(p, f, T.Of(-0.16623409f));
        p = T.Fma(p, f, T.Of(0.20001242f));
        p = T.Fma(p, f, T.Of(-0.2500082f));
        p = T.Fma(p, f, T.Of(0.3333333f));
        T square = f * f;

        // Small terms first; the large ones are added last.
        T small = T.Fma(exponent, T.Of(Ln2Rest), p * (f * square));
        small = T.Fma(square, T.Of(-0.5f), small);
        return T.Fma(exponent, T.Of(Ln2), f + small);
    }
}
