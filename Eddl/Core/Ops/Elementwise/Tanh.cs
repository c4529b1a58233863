using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Hyperbolic tangent: <c>y = tanh x</c>.</summary>
/// <remarks>The derivative is computed as <c>1 − y²</c>: its absolute error is one rounding, so it becomes 0 where y has rounded to ±1.
/// ±∞ gives ±1, NaN stays NaN.</remarks>
public readonly struct Tanh : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Tanh";

    /// <inheritdoc/>
    public static bool GradientFromOutput => true;

    /// <inheritdoc/>
    public static bool IsSmall => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Fma(-y, y, T.Of(1f)) * dy;
}
