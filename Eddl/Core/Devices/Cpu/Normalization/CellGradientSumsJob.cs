using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The sums that the gradients of a normalisation need, of every channel of some cells: one part is some runs.</summary>
internal readonly unsafe struct CellGradientSumsJob<TGradient>(
    TGradient gradient, CellSplit split, CellGradientViews views, float* means, CellSums sums) : IParallelJob
    where TGradient : struct, ICellGradient
{
    private readonly TGradient _gradient = gradient;
    private readonly CellSplit _split = split;
    private readonly CellGradientViews _views = views;
    private readonly float* _means = means;
    private readonly CellSums _sums = sums;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int length = _sums.Length;
        float* sums = Workspace.Take(WorkspaceSlot.Result, 2L * length);
        float* products = sums + length;
        new Span<float>(sums, 2 * length).Clear();
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            float* x = _views.X.At(run);
            float* y = _views.Y.At(run);
            float* dy = _views.Dy.At(run);
            if (Vector512.IsHardwareAccelerated)
            {
                CellLoops<Lanes16>.AddProducts(_gradient, x, y, dy, run.Count, _means, sums, products, length);
            }
            else if (Lanes8.IsAccelerated)
            {
                CellLoops<Lanes8>.AddProducts(_gradient, x, y, dy, run.Count, _means, sums, products, length);
            }
            else
            {
                CellLoops<Scalar>.AddProducts(_gradient, x, y, dy, run.Count, _means, sums, products, length);
            }
        }

        ChannelPattern.Fold(sums, _sums.Channels, length, _sums.First(part));
        ChannelPattern.Fold(products, _sums.Channels, length, _sums.Second(part));
    }
}
