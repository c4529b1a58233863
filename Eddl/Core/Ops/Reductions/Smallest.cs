using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Smallest element: <c>min x</c>.</summary>
/// <remarks>+∞ for no elements. NaN in any element gives NaN, as in NumPy. Of 0 and −0 either may result.</remarks>
public readonly struct Smallest : IReduceOp
{
    /// <inheritdoc/>
    public static string Name => "ReduceMin";

    /// <inheritdoc/>
    public static float Identity => float.PositiveInfinity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => T.SelectNaN(left, left, T.MinNative(left, right));
}
