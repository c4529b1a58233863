using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Rectifier: <c>y = max(x, 0)</c>.</summary>
/// <remarks>Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010. At x = 0 the derivative is taken as 0.
/// NaN stays NaN, with derivative 0.</remarks>
public readonly struct Relu : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Relu";

    /// <inheritdoc/>
    public static bool GradientFromOutput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.MaxNative(T.Of(0f), x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, dy, T.Of(0f));
}
