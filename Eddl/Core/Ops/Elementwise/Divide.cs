using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Quotient: <c>y = a / b</c>.</summary>
/// <remarks>By IEEE 754: a number over 0 gives ±∞, 0 / 0, ∞ / ∞ and NaN in either give NaN.</remarks>
public readonly struct Divide : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Div";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => dy / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => -(y * dy) / b;
}
