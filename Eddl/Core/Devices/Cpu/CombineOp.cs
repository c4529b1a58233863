using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The combination of a reduction as an element-wise op on two operands. It is never differentiated.</summary>
/// <param name="op">The reduction.</param>
internal readonly struct CombineOp<TOp>(TOp op) : IBinaryOp
    where TOp : struct, IReduceOp
{
    private readonly TOp _op = op;

    /// <inheritdoc/>
    public static string Name => TOp.Name;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => _op.Combine(a, b);

    /// <inheritdoc/>
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => throw new NotSupportedException($"{Name}: the combination of partial results has no gradient.");

    /// <inheritdoc/>
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => throw new NotSupportedException($"{Name}: the combination of partial results has no gradient.");
}
