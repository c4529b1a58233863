using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Cells of a part of the statistics, at least: so many make adding up the parts cheap beside the parts.
    private const int LeastStatisticsCells = 128;

    /// <inheritdoc/>
    internal override void ScaleAndShiftThen<TOp>(TOp op, Tensor x, Tensor scale, Tensor shift, Tensor? summand, Tensor y, ChannelShape shape)
    {
        if (!HasChannelsLast(x, y, summand))
        {
            base.ScaleAndShiftThen(op, x, scale, shift, summand, y, shape);
            return;
        }

        CellGrid grid = GridOf(x, y, summand);
        CellView from = CellsOf(x, grid, WorkspaceSlot.FirstCells);
        CellView? added = summand is null ? null : CellsOf(summand, grid, WorkspaceSlot.SecondCells);
        CellView to = CellsOf(y, grid, WorkspaceSlot.ThirdCells, isRead: false);
        bool isGapless = from.IsGapless(grid) && to.IsGapless(grid) && (added is not { } view || view.IsGapless(grid));
        CellSplit split = new(grid, isGapless, BlockSize);
        int length = ChannelPattern.Length(grid.Channels, split.RunSize);

        // Nothing is subtracted first: the means are 0.
        float* means = Workspace.Take(WorkspaceSlot.ChannelPattern, 3L * length);
        new Span<float>(means, length).Clear();
        new ReadOnlySpan<float>(scale.Pointer, grid.Channels).CopyTo(new Span<float>(means + length, grid.Channels));
        new ReadOnlySpan<float>(shift.Pointer, grid.Channels).CopyTo(new Span<float>(means + (2 * length), grid.Channels));
        ChannelPattern.Repeat(means + length, grid.Channels, length);
        ChannelPattern.Repeat(means + (2 * length), grid.Channels, length);
        CellNormalizeJob<TOp> job = new(op, split, from, added, to, means, length);
        Run(ref job, split.Parts, grid.Count);
        Return(to, y, grid);
    }

    /// <inheritdoc/>
    internal override void BatchNormThen<TOp>(
        TOp op, Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon)
    {
        NormalizationOperands operands = new(x, gamma, beta, mean, inverseDeviation, y, epsilon);
        if (HasChannelsLast(x, y))
        {
            NormalizeCells(op, operands, x, null, y);
            return;
        }

        int channels = ChannelsPerPart(shape.Inner);
        BatchNormJob<TOp> job = new(op, shape, channels, operands);
        Run(ref job, Parts(shape.Channels, channels), x.Count);
    }

    /// <inheritdoc/>
    internal override void BatchNormAddThen<TOp>(
        TOp op, Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor summand, Tensor y, ChannelShape shape, float epsilon)
    {
        if (HasChannelsLast(x, summand, y))
        {
            NormalizeCells(op, new NormalizationOperands(x, gamma, beta, mean, inverseDeviation, y, epsilon), x, summand, y);
            return;
        }

        base.BatchNormAddThen(op, x, gamma, beta, mean, inverseDeviation, summand, y, shape, epsilon);
    }

    /// <inheritdoc/>
    internal override void BatchNormThenGradient<TOp>(
        TOp op, Tensor x, Tensor y, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        Tensor? dsummand, ChannelShape shape, bool accumulate, bool accumulateAffine, bool accumulateSummand)
    {
        NormalizationGradients gradients = new(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, accumulate, accumulateAffine);
        if (HasChannelsLast(x, y, dy, dx, dsummand))
        {
            NormalizeCellsGradient(new OpGradient<TOp>(op), gradients, x, y, dy, dx, dsummand, accumulateSummand);
            return;
        }

        // Through scratch memory, and dsummand before dx: each of them may be dy.
        float* g = Workspace.Take(WorkspaceSlot.Unreduced, x.Count);
        MapGradientJob<TOp> job = new(op, y.Pointer, y.Pointer, dy.Pointer, g, x.Count, false);
        Run(ref job, Blocks(x.Count), x.Count);
        if (dsummand is not null)
        {
            MapGradient(op, y, y, dy, dsummand, accumulateSummand);
        }

        BatchNormGradient(gradients with { Dy = g }, shape);
    }

    private void NormalizeCells<TOp>(TOp op, in NormalizationOperands operands, Tensor x, Tensor? summand, Tensor y)
        where TOp : struct, IUnaryOp
    {
        CellGrid grid = GridOf(x, y, summand);
        CellView from = CellsOf(x, grid, WorkspaceSlot.FirstCells);
        CellView? added = summand is null ? null : CellsOf(summand, grid, WorkspaceSlot.SecondCells);
        CellView to = CellsOf(y, grid, WorkspaceSlot.ThirdCells, isRead: false);
        bool isGapless = from.IsGapless(grid) && to.IsGapless(grid) && (added is not { } view || view.IsGapless(grid));
        CellSplit split = new(grid, isGapless, Math.Max(BlockSize, LeastStatisticsCells * grid.Channels));
        CellSums sums = new(split, grid.Channels);
        CellStatisticsJob statistics = new(split, from, sums);
        Run(ref statistics, split.Parts, grid.Count);
        sums.TotalOfDistances(split, grid.Cells);
        float* means = Workspace.Take(WorkspaceSlot.ChannelPattern, 3L * sums.Length);
        float* scales = means + sums.Length;
        float* shifts = scales + sums.Length;
        for (int c = 0; c < grid.Channels; c++)
        {
            RowStatistics channel = RowStatistics.Of(sums.First(-1)[c] / grid.Cells, sums.Second(-1)[c] / grid.Cells, operands.Epsilon);
            ScaledDistance scaling = operands.Store(c, channel);
            (means[c], scales[c], shifts[c]) = (scaling.Mean, scaling.Scale, scaling.Shift);
        }

        ChannelPattern.Repeat(means, grid.Channels, sums.Length);
        ChannelPattern.Repeat(scales, grid.Channels, sums.Length);
        ChannelPattern.Repeat(shifts, grid.Channels, sums.Length);
        CellNormalizeJob<TOp> job = new(op, split, from, added, to, means, sums.Length);
        Run(ref job, split.Parts, grid.Count);
        Return(to, y, grid);
    }

    private void NormalizeCellsGradient<TGradient>(
        TGradient gradient, in NormalizationGradients operands, Tensor x, Tensor y, Tensor dy, Tensor? dx, Tensor? dsummand, bool accumulateSummand)
        where TGradient : struct, ICellGradient
    {
        CellGrid grid = GridOf(x, y, dy, dx, dsummand);
        CellGradientViews views = new(
            CellsOf(x, grid, WorkspaceSlot.FirstCells), CellsOf(y, grid, WorkspaceSlot.SecondCells), CellsOf(dy, grid, WorkspaceSlot.ThirdCells),
            dx is null ? null : CellsOf(dx, grid, WorkspaceSlot.FourthCells, operands.Accumulate),
            dsummand is null ? null : CellsOf(dsummand, grid, WorkspaceSlot.FifthCells, accumulateSummand), operands.Accumulate, accumulateSummand);
        CellSplit split = new(grid, views.IsGapless(grid), Math.Max(BlockSize, LeastStatisticsCells * grid.Channels));
        CellSums sums = new(split, grid.Channels);
        int length = sums.Length;
        float* means = Workspace.Take(WorkspaceSlot.ChannelPattern, 4L * length);
        new ReadOnlySpan<float>(operands.Mean, grid.Channels).CopyTo(new Span<float>(means, grid.Channels));
        ChannelPattern.Repeat(means, grid.Channels, length);
        CellGradientSumsJob<TGradient> sumsJob = new(gradient, split, views, means, sums);
        Run(ref sumsJob, split.Parts, grid.Count);
        sums.Total();
        for (int c = 0; c < grid.Channels; c++)
        {
            StatisticsGradient scaling = operands.Store(c, sums.First(-1)[c], sums.Second(-1)[c], grid.Cells);
            (means[length + c], means[(2 * length) + c], means[(3 * length) + c]) = (scaling.Scale, scaling.Slope, scaling.Shift);
        }

        if (dx is null && dsummand is null)
        {
            return;
        }

        for (int i = 1; i <= 3; i++)
        {
            ChannelPattern.Repeat(means + (i * length), grid.Channels, length);
        }

        CellGradientJob<TGradient> job = new(gradient, split, views, means, length);
        Run(ref job, split.Parts, grid.Count);
        if (dx is not null)
        {
            Return(views.Dx!.Value, dx, grid);
        }

        if (dsummand is not null)
        {
            Return(views.Dsummand!.Value, dsummand, grid);
        }
    }
}
