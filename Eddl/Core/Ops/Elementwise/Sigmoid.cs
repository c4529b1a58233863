using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Logistic function: <c>y = 1 / (1 + e^(−x))</c>.</summary>
/// <remarks>Very negative x give results of full relative accuracy, and 0 below −88.7, where results would be denormal numbers.
/// The derivative is computed as <c>y · (1 − y)</c>: its absolute error is one rounding, so it becomes 0 where y has rounded to 1.
/// −∞ gives 0, +∞ gives 1, NaN stays NaN.</remarks>
public readonly struct Sigmoid : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Sigmoid";

    /// <inheritdoc/>
    public static bool GradientFromOutput => true;

    /// <inheritdoc/>
    public static bool IsSmall => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Of(1f) / (T.Of(1f) + T.Exp(-x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => y * (T.Of(1f) - y) * dy;
}
