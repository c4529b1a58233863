using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Magnitude: <c>y = |x|</c>.</summary>
/// <remarks>The derivative is the sign of x; at 0 it is taken as 0. NaN stays NaN, with derivative 0.</remarks>
public readonly struct Abs : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Abs";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, dy, T.SelectPositive(-x, -dy, T.Of(0f)));
}
