using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Softsign: <c>y = x / (1 + |x|)</c>.</summary>
/// <remarks>Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, section 3.
/// <c>dy/dx = 1 / (1 + |x|)²</c>. ±∞ (with derivative 0) and NaN give NaN.</remarks>
public readonly struct Softsign : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Softsign";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => x / (T.Of(1f) + T.Abs(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T inverse = T.Of(1f) / (T.Of(1f) + T.Abs(x));
        return inverse * inverse * dy;
    }
}
