using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sum of the magnitudes: <c>Σ |x|</c>.</summary>
/// <remarks>0 for no elements. NaN in any element gives NaN.</remarks>
public readonly struct SumOfMagnitudes : IReduceOp
{
    /// <inheritdoc/>
    public static string Name => "ReduceL1";

    /// <inheritdoc/>
    public static float Identity => 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => T.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => left + right;
}
