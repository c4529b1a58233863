using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Scaled exponential linear unit: <c>y = λ · x</c> where <c>x &gt; 0</c>, else <c>y = λ · α · (e^x − 1)</c>.</summary>
/// <remarks>Klambauer et al., "Self-Normalizing Neural Networks", NIPS 2017, eq. 2, with λ = 1.0507009873554805 and α = 1.6732632423543772.
/// At x = 0 the derivative is taken from the left: λα. −∞ gives −λα, NaN stays NaN.</remarks>
public readonly struct Selu : IUnaryOp
{
    private const double Scale = 1.0507009873554805;
    private const double Limit = Scale * 1.6732632423543772;

    /// <inheritdoc/>
    public static string Name => "Selu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.SelectPositive(x, PreciseConstant.Of<T>(Scale) * x, PreciseConstant.Of<T>(Limit) * T.Expm1(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, PreciseConstant.Of<T>(Scale), y + PreciseConstant.Of<T>(Limit)) * dy;
}
