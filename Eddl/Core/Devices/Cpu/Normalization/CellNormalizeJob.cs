using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Applies a normalisation, a summand and an op to cells in one pass: one part is some runs.</summary>
internal readonly unsafe struct CellNormalizeJob<TOp>(TOp op, CellSplit split, CellView x, CellView? summand, CellView y, float* pattern, int length) : IParallelJob
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;
    private readonly CellSplit _split = split;
    private readonly CellView _x = x;
    private readonly CellView? _summand = summand;
    private readonly CellView _y = y;
    private readonly float* _pattern = pattern;
    private readonly int _length = length;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            float* summand = _summand is { } view ? view.At(run) : null;
            if (Vector512.IsHardwareAccelerated)
            {
                CellLoops<Lanes16>.Normalize(_op, _x.At(run), summand, _y.At(run), run.Count, _pattern, _length);
            }
            else if (Lanes8.IsAccelerated)
            {
                CellLoops<Lanes8>.Normalize(_op, _x.At(run), summand, _y.At(run), run.Count, _pattern, _length);
            }
            else
            {
                CellLoops<Scalar>.Normalize(_op, _x.At(run), summand, _y.At(run), run.Count, _pattern, _length);
            }
        }
    }
}
