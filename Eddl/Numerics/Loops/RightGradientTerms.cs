using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>What every element of the result contributes to the gradient of a broadcast right operand.</summary>
/// <remarks>b is at <c>row·bRow</c> and the same for all columns, or, where <c>bRow</c> is negative, at the column.</remarks>
internal readonly unsafe struct RightGradientTerms<TOp>(TOp op, float* a, float* b, float* y, float* dy, nint columns, nint bRow) : ITerms
    where TOp : struct, IBinaryOp
{
    private readonly TOp _op = op;
    private readonly float* _a = a;
    private readonly float* _b = b;
    private readonly float* _y = y;
    private readonly float* _dy = dy;
    private readonly nint _columns = columns;
    private readonly nint _bRow = bRow;

    public static bool IsLight => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>
    {
        nint at = (row * _columns) + column;
        T b = _bRow < 0 ? SpanLoops.Read<T>(_b + column, left) : T.Of(_b[row * _bRow]);
        return _op.BackwardRight(SpanLoops.Read<T>(_a + at, left), b, SpanLoops.Read<T>(_y + at, left), SpanLoops.Read<T>(_dy + at, left));
    }
}
