using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A binary op on cells of one shape: one part is some runs.</summary>
internal readonly unsafe struct CellZipJob<TOp>(TOp op, CellSplit split, CellView a, CellView b, CellView y) : IParallelJob
    where TOp : struct, IBinaryOp
{
    private readonly TOp _op = op;
    private readonly CellSplit _split = split;
    private readonly CellView _a = a;
    private readonly CellView _b = b;
    private readonly CellView _y = y;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            SpanLoops.Zip(
                _op, BroadcastClass.Same, new ReadOnlySpan<float>(_a.At(run), run.Count), new ReadOnlySpan<float>(_b.At(run), run.Count),
                new Span<float>(_y.At(run), run.Count), 1, run.Count);
        }
    }
}
