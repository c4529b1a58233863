using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sigmoid linear unit, also called swish: <c>y = x · σ(x)</c> with <c>σ(x) = 1 / (1 + e^(−x))</c>.</summary>
/// <remarks>Elfwing et al., "Sigmoid-Weighted Linear Units for Neural Network Function Approximation", Neural Networks 107, 2018, eq. 11;
/// Ramachandran et al., "Searching for Activation Functions", 2017. <c>dy/dx = σ + y · (1 − σ)</c>.
/// +∞ stays (with derivative NaN), −∞ and NaN give NaN.</remarks>
public readonly struct Silu : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Silu";

    /// <inheritdoc/>
    public static bool IsSmall => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => x * default(Sigmoid).Forward(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T sigmoid = default(Sigmoid).Forward(x);
        return T.Fma(y, T.Of(1f) - sigmoid, sigmoid) * dy;
    }
}
