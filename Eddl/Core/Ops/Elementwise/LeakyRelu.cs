using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Leaky rectifier: <c>y = x</c> where <c>x &gt; 0</c>, else <c>y = slope · x</c>.</summary>
/// <remarks>Maas et al., "Rectifier Nonlinearities Improve Neural Network Acoustic Models", ICML 2013, eq. 2.
/// At x = 0 the derivative is taken as <paramref name="slope"/>. NaN stays NaN, with derivative <paramref name="slope"/>.</remarks>
/// <param name="slope">Gain for negative inputs, dimensionless, at least 0: then the sign of y tells that of x.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is negative or NaN.</exception>
public readonly struct LeakyRelu(float slope) : IUnaryOp
{
    private readonly float _slope = slope >= 0
        ? slope
        : throw new ArgumentOutOfRangeException(nameof(slope), slope, "LeakyRelu: the slope must be at least 0.");

    /// <inheritdoc/>
    public static string Name => "LeakyRelu";

    /// <inheritdoc/>
    public static bool GradientFromOutput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.SelectPositive(x, x, T.Of(_slope) * x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, dy, T.Of(_slope) * dy);
}
