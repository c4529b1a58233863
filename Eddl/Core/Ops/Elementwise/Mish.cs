using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Mish: <c>y = x · tanh(ln(1 + e^x))</c>.</summary>
/// <remarks>Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", BMVC 2020, eq. 1. With <c>t = e^(−|x|)</c> the factor
/// <c>tanh(ln(1 + e^x))</c> is <c>n / (n + m)</c>, where n = 1 + 2t and m = 2t² for positive x, n = t² + 2t and m = 2 otherwise:
/// one exponential, no overflow and no cancellation. +∞ stays (with derivative NaN), −∞ and NaN give NaN.</remarks>
public readonly struct Mish : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Mish";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T decay = T.Exp(T.SelectPositive(x, -x, x));
        T numerator = Numerator(x, decay);
        return x * (numerator / (numerator + Remainder(x, decay)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T one = T.Of(1f);
        T decay = T.Exp(T.SelectPositive(x, -x, x));
        T numerator = Numerator(x, decay);
        T remainder = Remainder(x, decay);
        T denominator = numerator + remainder;
        T factor = numerator / denominator;

        // d tanh = 1 − factor² = (1 − factor) · (1 + factor), and 1 − factor = m / (n + m); d ln(1 + e^x) is the sigmoid.
        T tanhSlope = remainder / denominator * (one + factor);
        T sigmoid = T.SelectPositive(x, one, decay) / (one + decay);
        return T.Fma(x, tanhSlope * sigmoid, factor) * dy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Numerator<T>(T x, T decay)
        where T : struct, IReal<T>
        => T.SelectPositive(x, T.Fma(T.Of(2f), decay, T.Of(1f)), decay * (decay + T.Of(2f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Remainder<T>(T x, T decay)
        where T : struct, IReal<T>
        => T.SelectPositive(x, T.Of(2f) * decay * decay, T.Of(2f));
}
