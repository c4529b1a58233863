using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Straight-line swish: <c>y = x · min(max(x/6 + 1/2, 0), 1)</c>.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3", ICCV 2019, section 5.2; ONNX operator HardSwish. The derivative is 0 for
/// <c>x &lt;= −3</c>, <c>x/3 + 1/2</c> in between and 1 for <c>x &gt;= 3</c>. +∞ stays, −∞ and NaN give NaN with derivative 0.</remarks>
public readonly struct HardSwish : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "HardSwish";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T line = T.Fma(PreciseConstant.Of<T>(1.0 / 6.0), x, T.Of(0.5f));
        return x * T.MinNative(T.Of(1f), T.MaxNative(T.Of(0f), line));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T between = T.Fma(PreciseConstant.Of<T>(1.0 / 3.0), x, T.Of(0.5f));
        T outside = T.SelectPositive(x, T.Of(1f), T.Of(0f));
        return T.SelectPositive(T.Of(3f) - T.Abs(x), between, outside) * dy;
    }
}
