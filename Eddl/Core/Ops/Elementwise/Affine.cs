using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Straight line: <c>y = scale · x + shift</c>, with one rounding.</summary>
/// <remarks>NaN stays NaN. Also serves as negation (−1, 0), as a constant factor (c, 0) and as a constant offset (1, c).</remarks>
/// <param name="scale">Factor, any finite value.</param>
/// <param name="shift">Offset in units of the result, any finite value.</param>
public readonly struct Affine(float scale, float shift) : IUnaryOp
{
    private readonly float _scale = scale;
    private readonly float _shift = shift;

    /// <inheritdoc/>
    public static string Name => "Affine";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Fma(T.Of(_scale), x, T.Of(_shift));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(_scale) * dy;
}
