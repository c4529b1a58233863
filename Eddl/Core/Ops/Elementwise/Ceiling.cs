using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Smallest whole number not below x.</summary>
/// <remarks>The derivative is 0. ±∞ and NaN stay; values in (−1, 0) give −0.</remarks>
public readonly struct Ceiling : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Ceil";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => -T.Floor(-x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);
}
