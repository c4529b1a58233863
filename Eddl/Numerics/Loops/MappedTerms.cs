using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The elements of a matrix as a reduce op maps them.</summary>
internal readonly unsafe struct MappedTerms<TOp>(TOp op, float* x, nint columns) : ITerms
    where TOp : struct, IReduceOp
{
    private readonly TOp _op = op;
    private readonly float* _x = x;
    private readonly nint _columns = columns;

    public static bool IsLight => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>
        => _op.Map(SpanLoops.Read<T>(_x + (row * _columns) + column, left));
}
