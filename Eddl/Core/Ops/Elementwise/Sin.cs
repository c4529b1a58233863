using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sine: <c>y = sin x</c>, x in radians.</summary>
/// <remarks>±∞ and NaN give NaN.</remarks>
public readonly struct Sin : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Sin";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Cos(x) * dy;
}
