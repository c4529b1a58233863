using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Straight-line sigmoid: <c>y = alpha · x + beta</c>, limited to [0, 1].</summary>
/// <remarks>ONNX operator HardSigmoid (there alpha = 0.2 and beta = 0.5 by default; PyTorch's is alpha = 1/6, beta = 0.5).
/// Where y is exactly 0 or 1 the derivative is taken as 0. ±∞ gives 0 or 1, NaN stays NaN with derivative 0.</remarks>
/// <param name="alpha">Slope, not 0.</param>
/// <param name="beta">Value at x = 0.</param>
public readonly struct HardSigmoid(float alpha, float beta) : IUnaryOp
{
    private readonly float _alpha = alpha;
    private readonly float _beta = beta;

    /// <inheritdoc/>
    public static string Name => "HardSigmoid";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.MinNative(T.Of(1f), T.MaxNative(T.Of(0f), T.Fma(T.Of(_alpha), x, T.Of(_beta))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(y * (T.Of(1f) - y), T.Of(_alpha) * dy, T.Of(0f));
}
