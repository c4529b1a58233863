using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Squared difference: <c>y = (a − b)²</c>.</summary>
/// <remarks>NaN in either gives NaN, and so do two equal infinities.</remarks>
public readonly struct SquaredDifference : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "SquaredDifference";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
    {
        T difference = a - b;
        return difference * difference;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(2f) * (a - b) * dy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(2f) * (b - a) * dy;
}
