using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Largest element: <c>max x</c>.</summary>
/// <remarks>−∞ for no elements. NaN in any element gives NaN, as in NumPy. Of 0 and −0 either may result.</remarks>
public readonly struct Largest : IReduceOp
{
    /// <inheritdoc/>
    public static string Name => "ReduceMax";

    /// <inheritdoc/>
    public static float Identity => float.NegativeInfinity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => T.SelectNaN(left, left, T.MaxNative(left, right));
}
