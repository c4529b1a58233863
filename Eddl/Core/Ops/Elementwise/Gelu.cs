using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gaussian error linear unit: <c>y = x · Φ(x) = x/2 · (1 + erf(x/√2))</c>.</summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2. <c>dy/dx = Φ(x) + x · φ(x)</c>.
/// For very negative x the error is relative to |x|, not to the tiny result. +∞ stays (with derivative NaN), −∞ and NaN give NaN.</remarks>
public readonly struct Gelu : IUnaryOp
{
    private const double RootHalf = 0.70710678118654752;
    private const double DensityAtZero = 0.39894228040143268;

    /// <inheritdoc/>
    public static string Name => "Gelu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T half = T.Of(0.5f) * x;
        return T.Fma(half, T.Erf(PreciseConstant.Of<T>(RootHalf) * x), half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T scaled = PreciseConstant.Of<T>(RootHalf) * x;
        T probability = T.Fma(T.Of(0.5f), T.Erf(scaled), T.Of(0.5f));
        T density = PreciseConstant.Of<T>(DensityAtZero) * T.Exp(-(scaled * scaled));
        return T.Fma(x, density, probability) * dy;
    }
}
