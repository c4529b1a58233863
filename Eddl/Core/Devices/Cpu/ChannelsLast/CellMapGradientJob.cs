using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient of a unary op on cells: one part is some runs.</summary>
internal readonly unsafe struct CellMapGradientJob<TOp>(
    TOp op, CellSplit split, CellView x, CellView y, CellView dy, CellView dx, bool accumulate) : IParallelJob
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;
    private readonly CellSplit _split = split;
    private readonly CellView _x = x;
    private readonly CellView _y = y;
    private readonly CellView _dy = dy;
    private readonly CellView _dx = dx;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            SpanLoops.MapGradient(
                _op, new ReadOnlySpan<float>(_x.At(run), run.Count), new ReadOnlySpan<float>(_y.At(run), run.Count),
                new ReadOnlySpan<float>(_dy.At(run), run.Count), new Span<float>(_dx.At(run), run.Count), _accumulate);
        }
    }
}
