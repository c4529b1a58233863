using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Logistic function: <c>y = 1 / (1 + e^(−x))</c>.</summary>
/// <remarks>Computed from <c>e^(−|x|)</c>, so that nothing overflows and small results keep their relative accuracy (y = e^x for very negative x).
/// The derivative is computed as <c>y · (1 − y)</c>: its absolute error is one rounding, so it becomes 0 where y has rounded to 1.
/// −∞ gives 0, +∞ gives 1, NaN stays NaN.</remarks>
public readonly struct Sigmoid : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Sigmoid";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        // The select instead of Abs keeps the branch of x = 0 the same in every line: its derivative is exact there too.
        T decay = T.Exp(T.SelectPositive(x, -x, x));
        return T.SelectPositive(x, T.Of(1f), decay) / (T.Of(1f) + decay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => y * (T.Of(1f) - y) * dy;
}
