using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gaussian error linear unit in its tanh form: <c>y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))</c>.</summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2; ONNX operator Gelu with approximate = tanh.
/// +∞ stays, −∞ (with derivative 0) and NaN give NaN.</remarks>
public readonly struct GeluTanh : IUnaryOp
{
    private const double RootTwoOverPi = 0.79788456080286536;
    private const double Cubic = 0.044715;

    /// <inheritdoc/>
    public static string Name => "GeluTanh";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T half = T.Of(0.5f) * x;
        return T.Fma(half, T.Tanh(Inner(x)), half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        // Beyond |x| = 20 the tanh is exactly ±1; the limit keeps x² and x³ from overflowing to 0 · ∞ = NaN.
        T limited = T.MinNative(T.Of(20f), T.MaxNative(T.Of(-20f), x));
        T tanh = T.Tanh(Inner(limited));
        T innerSlope = PreciseConstant.Of<T>(RootTwoOverPi) * T.Fma(PreciseConstant.Of<T>(3.0 * Cubic), limited * limited, T.Of(1f));
        T tanhSlope = T.Fma(-tanh, tanh, T.Of(1f)) * innerSlope;
        T slope = T.Of(0.5f) * T.Fma(limited, tanhSlope, T.Of(1f) + tanh);
        return slope * dy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Inner<T>(T x)
        where T : struct, IReal<T>
        => PreciseConstant.Of<T>(RootTwoOverPi) * x * T.Fma(PreciseConstant.Of<T>(Cubic), x * x, T.Of(1f));
}
