using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The smaller of two values: <c>y = min(a, b)</c>.</summary>
/// <remarks>The gradient goes to the smaller one; at a tie each side takes half of it, so that the two gradients always add up to dy.
/// NaN in either gives NaN, as in NumPy; its gradient is shared like a tie.</remarks>
public readonly struct Minimum : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Min";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => T.SelectNaN(a, a, T.MinNative(a, b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(b - a, dy, T.SelectPositive(a - b, T.Of(0f), T.Of(0.5f) * dy));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(a - b, dy, T.SelectPositive(b - a, T.Of(0f), T.Of(0.5f) * dy));
}
