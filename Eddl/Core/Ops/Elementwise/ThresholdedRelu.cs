using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Thresholded rectifier: <c>y = x</c> where <c>x &gt; alpha</c>, else 0.</summary>
/// <remarks>Konda et al., "Zero-bias autoencoders and the benefits of co-adapting features", 2014, eq. 6; ONNX operator ThresholdedRelu.
/// At x = alpha the value and the derivative are 0. NaN stays NaN, with derivative 0.</remarks>
/// <param name="alpha">Threshold in units of x, finite.</param>
public readonly struct ThresholdedRelu(float alpha) : IUnaryOp
{
    private readonly float _alpha = alpha;

    /// <inheritdoc/>
    public static string Name => "ThresholdedRelu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T open = T.SelectPositive(x - T.Of(_alpha), x, T.Of(0f));
        return T.SelectNaN(x, x, open);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x - T.Of(_alpha), dy, T.Of(0f));
}
