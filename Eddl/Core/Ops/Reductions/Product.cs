using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Product of the elements: <c>Π x</c>.</summary>
/// <remarks>1 for no elements. NaN in any element gives NaN, and so does 0 together with ∞.</remarks>
public readonly struct Product : IReduceOp
{
    /// <inheritdoc/>
    public static string Name => "ReduceProd";

    /// <inheritdoc/>
    public static float Identity => 1f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => left * right;
}
