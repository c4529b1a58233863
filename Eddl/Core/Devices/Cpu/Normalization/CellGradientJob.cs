using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient of a normalisation's input, and of a summand behind it, in one pass over the cells: one part is some runs.</summary>
internal readonly unsafe struct CellGradientJob<TGradient>(
    TGradient gradient, CellSplit split, CellGradientViews views, float* pattern, int length) : IParallelJob
    where TGradient : struct, ICellGradient
{
    private readonly TGradient _gradient = gradient;
    private readonly CellSplit _split = split;
    private readonly CellGradientViews _views = views;
    private readonly float* _pattern = pattern;
    private readonly int _length = length;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            CellGradientRun at = _views.At(run);
            if (Vector512.IsHardwareAccelerated)
            {
                CellLoops<Lanes16>.Differentiate(_gradient, at, run.Count, _pattern, _length);
            }
            else if (Lanes8.IsAccelerated)
            {
                CellLoops<Lanes8>.Differentiate(_gradient, at, run.Count, _pattern, _length);
            }
            else
            {
                CellLoops<Scalar>.Differentiate(_gradient, at, run.Count, _pattern, _length);
            }
        }
    }
}
