using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Comparison: 1 where <c>a = b</c>, else 0.</summary>
/// <remarks>By IEEE 754: NaN in either gives 0, equal infinities are equal, 0 equals −0. Both derivatives are 0.</remarks>
public readonly struct Equal : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Equal";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
    {
        // Equal infinities have the difference NaN, which is not positive, as needed; NaN operands are sorted out last.
        T number = T.SelectPositive(T.Abs(a - b), T.Of(0f), T.Of(1f));
        return T.SelectNaN(a, T.Of(0f), T.SelectNaN(b, T.Of(0f), number));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);
}
