using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    internal override bool TakesChannelsLast => true;

    private static bool HasChannelsLast(Tensor a, Tensor b, Tensor? c = null, Tensor? d = null, Tensor? e = null)
        => (a.ChannelsLast ?? b.ChannelsLast ?? c?.ChannelsLast ?? d?.ChannelsLast ?? e?.ChannelsLast) is not null;

    private static CellGrid GridOf(Tensor a, Tensor b, Tensor? c = null, Tensor? d = null, Tensor? e = null)
        => CellGrid.Of((a.ChannelsLast ?? b.ChannelsLast ?? c?.ChannelsLast ?? d?.ChannelsLast ?? e?.ChannelsLast)!);

    /// <summary>The cells of an operand. A contiguous one is laid out anew in scratch memory (a slow path: the graph keeps neighbouring ops in one
    /// format), unless its one cell or one channel per sample makes both formats the same.</summary>
    /// <param name="x">Operand, in either format.</param>
    /// <param name="grid">Its sizes.</param>
    /// <param name="slot">Scratch memory, one slot per operand.</param>
    /// <param name="isRead">Whether its content matters.</param>
    private static CellView CellsOf(Tensor x, in CellGrid grid, WorkspaceSlot slot, bool isRead = true)
    {
        if (x.ChannelsLast is { } format)
        {
            return new CellView(format, x.Pointer);
        }

        if (grid.SampleCells == 1 || grid.Channels == 1)
        {
            return new CellView(grid, x.Pointer);
        }

        float* copy = Workspace.Take(slot, grid.Count);
        if (isRead)
        {
            StridedCopy.Gather(
                x.Pointer, [grid.Batch, grid.SampleCells, grid.Channels], [grid.SampleCells * grid.Channels, 1, grid.SampleCells], copy);
        }

        return new CellView(grid, copy);
    }

    /// <summary>Writes the cells of a destination back to where it lies, if <see cref="CellsOf"/> laid it out anew.</summary>
    private static void Return(in CellView cells, Tensor y, in CellGrid grid)
    {
        if (cells.First != y.Pointer)
        {
            StridedCopy.Scatter(
                cells.First, y.Pointer, [grid.Batch, grid.SampleCells, grid.Channels], [grid.SampleCells * grid.Channels, 1, grid.SampleCells]);
        }
    }

    private void MapCells<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : struct, IUnaryOp
    {
        CellGrid grid = GridOf(x, y);
        CellView from = CellsOf(x, grid, WorkspaceSlot.FirstCells);
        CellView to = CellsOf(y, grid, WorkspaceSlot.SecondCells, isRead: false);
        CellSplit split = new(grid, from.IsGapless(grid) && to.IsGapless(grid), BlockSize);
        CellMapJob<TOp> job = new(op, split, from, to);
        Run(ref job, split.Parts, grid.Count);
        Return(to, y, grid);
    }

    private void MapGradientCells<TOp>(TOp op, Tensor x, Tensor y, Tensor dy, Tensor dx, bool accumulate)
        where TOp : struct, IUnaryOp
    {
        CellGrid grid = GridOf(x, y, dy, dx);
        CellView cells = CellsOf(x, grid, WorkspaceSlot.FirstCells);
        CellView results = CellsOf(y, grid, WorkspaceSlot.SecondCells);
        CellView gradients = CellsOf(dy, grid, WorkspaceSlot.ThirdCells);
        CellView to = CellsOf(dx, grid, WorkspaceSlot.FourthCells, accumulate);
        bool isGapless = cells.IsGapless(grid) && results.IsGapless(grid) && gradients.IsGapless(grid) && to.IsGapless(grid);
        CellSplit split = new(grid, isGapless, BlockSize);
        CellMapGradientJob<TOp> job = new(op, split, cells, results, gradients, to, accumulate);
        Run(ref job, split.Parts, grid.Count);
        Return(to, dx, grid);
    }

    private void ZipCells<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : struct, IBinaryOp
    {
        CellGrid grid = GridOf(a, b, y);
        CellView left = CellsOf(a, grid, WorkspaceSlot.FirstCells);
        CellView right = CellsOf(b, grid, WorkspaceSlot.SecondCells);
        CellView to = CellsOf(y, grid, WorkspaceSlot.ThirdCells, isRead: false);
        CellSplit split = new(grid, left.IsGapless(grid) && right.IsGapless(grid) && to.IsGapless(grid), BlockSize);
        CellZipJob<TOp> job = new(op, split, left, right, to);
        Run(ref job, split.Parts, grid.Count);
        Return(to, y, grid);
    }

    private void ZipGradientCells<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor da, bool accumulate)
        where TOp : struct, IBinaryOp
    {
        CellGrid grid = GridOf(a, b, y, dy, da);
        CellView left = CellsOf(a, grid, WorkspaceSlot.FirstCells);
        CellView right = CellsOf(b, grid, WorkspaceSlot.SecondCells);
        CellView results = CellsOf(y, grid, WorkspaceSlot.ThirdCells);
        CellView gradients = CellsOf(dy, grid, WorkspaceSlot.FourthCells);
        CellView to = CellsOf(da, grid, WorkspaceSlot.FifthCells, accumulate);
        bool isGapless = left.IsGapless(grid) && right.IsGapless(grid) && results.IsGapless(grid) && gradients.IsGapless(grid) && to.IsGapless(grid);
        CellSplit split = new(grid, isGapless, BlockSize);
        CellZipGradientJob<TOp> job = new(op, split, left, right, results, gradients, to, accumulate);
        Run(ref job, split.Parts, grid.Count);
        Return(to, da, grid);
    }
}
