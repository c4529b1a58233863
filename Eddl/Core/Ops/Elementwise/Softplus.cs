using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Smooth rectifier: <c>y = ln(1 + e^x)</c>.</summary>
/// <remarks>Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", NIPS 2000, eq. 5. Computed as
/// <c>max(x, 0) + ln(1 + e^(−|x|))</c>, which cannot overflow and is accurate for very negative x. The derivative is the sigmoid.
/// −∞ gives 0, +∞ and NaN stay.</remarks>
public readonly struct Softplus : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Softplus";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
    {
        T decay = T.Exp(T.SelectPositive(x, -x, x));
        return T.SelectPositive(x, x, T.Of(0f)) + T.Log1p(decay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => default(Sigmoid).Forward(x) * dy;
}
