using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A unary op on cells: one part is some runs.</summary>
internal readonly unsafe struct CellMapJob<TOp>(TOp op, CellSplit split, CellView x, CellView y) : IParallelJob
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;
    private readonly CellSplit _split = split;
    private readonly CellView _x = x;
    private readonly CellView _y = y;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            SpanLoops.Map(_op, new ReadOnlySpan<float>(_x.At(run), run.Count), new Span<float>(_y.At(run), run.Count));
        }
    }
}
