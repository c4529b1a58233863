using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cosine: <c>y = cos x</c>, x in radians.</summary>
/// <remarks>±∞ and NaN give NaN.</remarks>
public readonly struct Cos : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Cos";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => -T.Sin(x) * dy;
}
