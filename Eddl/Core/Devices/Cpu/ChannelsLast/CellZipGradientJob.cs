using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient of a binary op by its left operand on cells of one shape: one part is some runs.</summary>
internal readonly unsafe struct CellZipGradientJob<TOp>(
    TOp op, CellSplit split, CellView a, CellView b, CellView y, CellView dy, CellView da, bool accumulate) : IParallelJob
    where TOp : struct, IBinaryOp
{
    private readonly TOp _op = op;
    private readonly CellSplit _split = split;
    private readonly CellView _a = a;
    private readonly CellView _b = b;
    private readonly CellView _y = y;
    private readonly CellView _dy = dy;
    private readonly CellView _da = da;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            SpanLoops.ZipGradientLeft(
                _op, BroadcastClass.Same, new ReadOnlySpan<float>(_a.At(run), run.Count), new ReadOnlySpan<float>(_b.At(run), run.Count),
                new ReadOnlySpan<float>(_y.At(run), run.Count), new ReadOnlySpan<float>(_dy.At(run), run.Count),
                new Span<float>(_da.At(run), run.Count), 1, run.Count, _accumulate);
        }
    }
}
