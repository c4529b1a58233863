using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The larger of two values: <c>y = max(a, b)</c>.</summary>
/// <remarks>The gradient goes to the larger one; at a tie each side takes half of it, so that the two gradients always add up to dy.
/// NaN in either gives NaN, as in NumPy; its gradient is shared like a tie.</remarks>
public readonly struct Maximum : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Max";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => T.SelectNaN(a, a, T.MaxNative(a, b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(a - b, dy, T.SelectPositive(b - a, T.Of(0f), T.Of(0.5f) * dy));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(b - a, dy, T.SelectPositive(a - b, T.Of(0f), T.Of(0.5f) * dy));
}
