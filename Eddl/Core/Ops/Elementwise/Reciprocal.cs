using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Reciprocal: <c>y = 1 / x</c>.</summary>
/// <remarks>0 gives ∞ with the sign of the zero, ±∞ gives a zero, NaN stays NaN.</remarks>
public readonly struct Reciprocal : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Reciprocal";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Of(1f) / x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => -(y * y) * dy;
}
