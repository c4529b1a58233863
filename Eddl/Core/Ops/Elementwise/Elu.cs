using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Exponential linear unit: <c>y = x</c> where <c>x &gt; 0</c>, else <c>y = alpha · (e^x − 1)</c>.</summary>
/// <remarks>Clevert et al., "Fast and Accurate Deep Network Learning by Exponential Linear Units", ICLR 2016, eq. 15.
/// At x = 0 the derivative is taken from the left: <paramref name="alpha"/>. −∞ gives −alpha, NaN stays NaN.</remarks>
/// <param name="alpha">Magnitude of the limit for very negative inputs, at least 0; 1 in the paper.</param>
public readonly struct Elu(float alpha) : IUnaryOp
{
    private readonly float _alpha = alpha;

    /// <inheritdoc/>
    public static string Name => "Elu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.SelectPositive(x, x, T.Of(_alpha) * T.Expm1(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, dy, (y + T.Of(_alpha)) * dy);
}
