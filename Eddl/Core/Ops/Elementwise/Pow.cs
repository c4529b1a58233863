using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Power: <c>y = a^b</c>.</summary>
/// <remarks>For negative a the result is NaN unless b is a whole number; −0 counts as 0. <c>∂y/∂a = b · a^(b−1)</c>, taken as 0 where b = 0.
/// <c>∂y/∂b = y · ln a</c>, which is NaN for negative a and taken as 0 at a = 0 unless b is negative (then −∞).
/// NaN in either gives NaN, also 1^NaN and NaN^0. For a constant exponent <see cref="Power"/> is faster.</remarks>
public readonly struct Pow : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Pow";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
    {
        T magnitude = T.Pow(T.Abs(a), b);

        // The distance from the nearest even number below is 1 for odd b; ∞ gives NaN, which counts as even.
        T odd = b - T.Of(2f) * T.Floor(T.Of(0.5f) * b);
        T fraction = T.Abs(b - T.Round(b));
        T whole = T.SelectPositive(odd, -magnitude, magnitude);
        T negative = T.SelectPositive(fraction, T.Of(float.NaN), whole);
        T result = T.SelectPositive(-a, negative, magnitude);
        return T.SelectNaN(a, a, T.SelectNaN(b, b, result));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        T slope = b * Forward(a, b - T.Of(1f));
        return T.SelectPositive(T.Abs(b), slope, T.SelectNaN(b, b, T.Of(0f))) * dy;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        T slope = y * T.Log(a);
        T atZero = T.SelectPositive(-b, slope, T.Of(0f));
        T notPositive = T.SelectPositive(-a, T.Of(float.NaN), atZero);
        T finite = T.SelectPositive(a, slope, notPositive);
        return T.SelectNaN(y, y, finite) * dy;
    }
}
