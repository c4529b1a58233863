using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Exponential: <c>y = e^x</c>.</summary>
/// <remarks>Overflows to +∞ above x = 88.72 in single precision; −∞ gives 0. NaN stays NaN.</remarks>
public readonly struct Exp : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Exp";

    /// <inheritdoc/>
    public static bool IsSmall => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => y * dy;
}
