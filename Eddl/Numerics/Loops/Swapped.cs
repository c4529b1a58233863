using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>A binary op with its operands exchanged: <c>f(b, a)</c>. It turns a broadcast left operand into a broadcast right one.</summary>
/// <param name="op">The op f.</param>
public readonly struct Swapped<TOp>(TOp op) : IBinaryOp
    where TOp : struct, IBinaryOp
{
    private readonly TOp _op = op;

    /// <inheritdoc/>
    public static string Name => TOp.Name;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => _op.Forward(b, a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => _op.BackwardRight(b, a, y, dy);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => _op.BackwardLeft(b, a, y, dy);
}
