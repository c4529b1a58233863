using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sign: 1 for positive, −1 for negative values, 0 for both zeros.</summary>
/// <remarks>The derivative is 0. NaN stays NaN.</remarks>
public readonly struct Sign : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Sign";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T notPositive = T.SelectPositive(-x, T.Of(-1f), T.SelectNaN(x, x, T.Of(0f)));
        return T.SelectPositive(x, T.Of(1f), notPositive);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);
}
