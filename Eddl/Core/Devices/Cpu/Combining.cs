using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A reduction of partial results: combines like the given one, without its map.</summary>
/// <param name="op">The reduction that made the partial results.</param>
internal readonly struct Combining<TOp>(TOp op) : IReduceOp
    where TOp : struct, IReduceOp
{
    private readonly TOp _op = op;

    /// <inheritdoc/>
    public static string Name => TOp.Name;

    /// <inheritdoc/>
    public static float Identity => TOp.Identity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => _op.Combine(left, right);
}
