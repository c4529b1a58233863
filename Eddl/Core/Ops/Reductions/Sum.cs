using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sum of the elements: <c>Σ x</c>.</summary>
/// <remarks>0 for no elements. NaN in any element gives NaN, and so do infinities of both signs.</remarks>
public readonly struct Sum : IReduceOp
{
    /// <inheritdoc/>
    public static string Name => "ReduceSum";

    /// <inheritdoc/>
    public static float Identity => 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => left + right;
}
