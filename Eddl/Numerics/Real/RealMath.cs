using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Elementary functions of float lanes, written once for <see cref="Scalar"/>, <see cref="Lanes8"/> and <see cref="Lanes16"/>.</summary>
/// <remarks>Polynomials are minimax fits (Lawson's weighted least squares, coefficients rounded to float one after the other).
/// Stated errors are the largest found in the tests, in units in the last place of the correctly rounded float. Only fused
/// multiply-adds and correctly rounded operations are used, so that every type gives the same bits.</remarks>
internal static partial class RealMath
{
    /// <summary>2^-126.</summary>
    public const float SmallestNormal = 1.17549435e-38f;

    /// <summary>2^<see cref="DenormalExponent"/>, which turns every denormal number into a normal one.</summary>
    public const float DenormalScale = 33554432f;

    /// <summary>Exponent of <see cref="DenormalScale"/>.</summary>
    public const float DenormalExponent = 25;

    /// <summary>Bits of the float √½.</summary>
    public const int SqrtHalfBits = 0x3F3504F3;

    private const float Log2E = 1.44269504f;

    // ln 2 = Ln2 + Ln2Rest to 48 bits.
    private const float Ln2 = 0.693147182f;
    private const float Ln2Rest = -1.90465421e-9f;

    // e^x overflows above the first bound and rounds to 0 below the second.
    private const float ExpHighest = 89f;
    private const float ExpLowest = -104f;

    /// <summary><c>e^x</c>: at most 2 ulp; gradual underflow; 0 at −∞, ∞ above 88.72, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        // The bound comes first: the second operand, here x, is what passes if it is NaN.
        x = T.MinNative(T.Of(ExpHighest), T.MaxNative(T.Of(ExpLowest), x));
        T n = T.Round(x * T.Of(Log2E));
        return T.ScaleByPowerOfTwo(ReducedExpm1(Reduce(x, n)) + T.Of(1), n);
    }

    /// <summary><c>e^x − 1</c>: at most 2 ulp, also near 0; −1 at −∞, ∞ above 88.72.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, ILanes<T>
    {
        T clamped = T.MinNative(T.Of(ExpHighest), T.MaxNative(T.Of(-20), x));
        T n = T.Round(clamped * T.Of(Log2E));
        T q = ReducedExpm1(Reduce(clamped, n));

        // 2^n·(q + 1) − 1 = 2·(s·q + (s − ½)) with s = 2^(n-1), because 2^128 is no float.
        T s = T.ScaleByPowerOfTwo(T.Of(1), n - T.Of(1));
        T full = T.Fma(s, q, s - T.Of(0.5f)) * T.Of(2);

        // For n = 0 the polynomial alone is exact down to denormal numbers.
        return T.CopySign(T.SelectLess(T.Abs(clamped), T.Of(0.34f), q, full), x);
    }

    /// <summary><c>x − n·ln 2</c>; the first step is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n)
        where T : struct, ILanes<T>
        => T.Fma(n, T.Of(-Ln2Rest), T.Fma(n, T.Of(-Ln2), x));

    /// <summary><c>e^r − 1</c> for <c>|r| &lt;= 0.3472</c>, relative error of the polynomial 1.4e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ReducedExpm1<T>(T r)
        where T : struct, ILanes<T>
    {
        T p = T.Fma(T.Of(1.3868435e-3f), r, T.Of(8.366432e-3f));
        p = T.Fma(p, r, T.Of(4.166746e-2f));
        p = T.Fma(p, r, T.Of(0.16666545f));
        p = T.Fma(p, r, T.Of(0.49999997f));
        return T.Fma(r * r, p, r);
    }
}
