using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Convolution(Tensor x, Tensor w, Tensor? bias, Tensor y, in ConvolutionShape shape)
        => ConvolutionThen(default(Identity), x, w, bias, scale: null, y, shape);

    /// <inheritdoc/>
    internal override void ConvolutionThen<TOp>(TOp op, Tensor x, Tensor w, Tensor? bias, Tensor? scale, Tensor y, in ConvolutionShape shape)
    {
        (Window d, Window h, Window v) = (shape.Depth, shape.Height, shape.Width);
        CellOperand source = Gather(x, shape.Batch, shape.Channels, d.Input, h.Input, v.Input, d.InputHalo, h.InputHalo, v.InputHalo, WorkspaceSlot.FirstCells);
        CellOperand result = Place(y, shape.Batch, shape.Filters, d.Output, h.Output, v.Output);
        Correlate(op, source, w, bias, scale, result, shape, isGradient: false, accumulate: false);
        Scatter(result, y, accumulate: false);
    }

    /// <inheritdoc/>
    public override void ConvolutionInputGradient(Tensor dy, Tensor w, Tensor? bias, Tensor dx, in ConvolutionShape shape, bool accumulate)
    {
        (Window d, Window h, Window v) = (shape.Depth, shape.Height, shape.Width);
        CellOperand source = Gather(dy, shape.Batch, shape.Filters, d.Output, h.Output, v.Output, d.OutputHalo, h.OutputHalo, v.OutputHalo, WorkspaceSlot.FirstCells);
        CellOperand result = Place(dx, shape.Batch, shape.Channels, d.Input, h.Input, v.Input);
        bool isInPlace = result.Address == dx.Pointer;
        Correlate(default(Identity), source, w, bias, scale: null, result, shape, isGradient: true, accumulate && isInPlace);
        Scatter(result, dx, accumulate);
    }

    // Sums over the taps: the convolution, or its input gradient with the output gradient as the source.
    private void Correlate<TOp>(
        TOp op, in CellOperand source, Tensor w, Tensor? bias, Tensor? scale, in CellOperand result, in ConvolutionShape shape, bool isGradient, bool accumulate)
        where TOp : struct, IUnaryOp
    {
        PanelSizes sizes = isGradient
            ? new(shape.Groups, shape.ChannelsPerGroup, shape.FiltersPerGroup)
            : new(shape.Groups, shape.FiltersPerGroup, shape.ChannelsPerGroup);
        CellPlan plan = CellPlan.Of(shape, isGradient, source.Format, result.Format, sizes, PanelSizes.TileRows);
        if (WinogradPlan.Takes(shape, isGradient))
        {
            WinogradPlan patches = new(shape, isGradient, source.Format, result.Format, sizes);
            float* transformed = PackWeights(w, scale, shape, isGradient, sizes, plan, transforms: true);
            WinogradJob<TOp> patchJob = new(op, patches, source.Address, transformed, PointerOrNull(bias), result.Address, accumulate);
            Run(ref patchJob, patchJob.Parts, Work(shape));
            return;
        }

        if (sizes.Slides)
        {
            float* registers = PackWeights(w, scale, shape, isGradient, sizes, plan, transforms: false);
            SlidingJob<TOp> slideJob = new(op, plan, sizes, source, registers, PointerOrNull(bias), result.Address, accumulate);
            Run(ref slideJob, slideJob.Parts, Work(shape));
            return;
        }

        bool packsPanels = w.Packed is null && CellJob<TOp>.PacksPanels(plan);
        float* packed = packsPanels ? null : PackWeights(w, scale, shape, isGradient, sizes, plan, transforms: false);
        WeightPackJob pack = new(shape, isGradient, sizes, plan, w.Pointer, PointerOrNull(scale), packed);
        CellJob<TOp> job = new(op, plan, sizes, source.Address, pack, packed, PointerOrNull(bias), result.Address, accumulate);
        Run(ref job, job.Parts, Work(shape));
    }

    // The tensor itself where its memory is as the kernels need it, else a copy with the halo that they read.
    private CellOperand Gather(Tensor x, int batch, int channels, int depth, int height, int width, Halo depthHalo, Halo heightHalo, Halo widthHalo,
        WorkspaceSlot slot)
    {
        ChannelsLast? own = x.ChannelsLast;
        if (own is not null && own.Contains(depthHalo, heightHalo, widthHalo))
        {
            return new CellOperand(own, x.Pointer);
        }

        ChannelsLast format = FormatCache.Get(batch, channels, depth, height, width, depthHalo, heightHalo, widthHalo);
        if (own is null && format.IsDense && IsAlsoChannelsLast(format))
        {
            return new CellOperand(format, x.Pointer);
        }

        float* memory = Workspace.Take(slot, format.Count) + format.Layout.Offset;
        if (own is null)
        {
            ChannelsLastGatherJob job = new(x.Pointer, format, memory);
            Run(ref job, job.Parts, format.Count);
        }
        else
        {
            ChannelsLastPadJob job = new(own, x.Pointer, format, memory, clearHalo: true, accumulate: false);
            Run(ref job, job.Parts, format.Count);
        }

        return new CellOperand(format, memory);
    }

    // Where a result is written: to the tensor itself, or to memory that Scatter copies from.
    private static CellOperand Place(Tensor y, int batch, int channels, int depth, int height, int width)
    {
        if (y.ChannelsLast is { } own)
        {
            return new CellOperand(own, y.Pointer);
        }

        ChannelsLast format = FormatCache.Get(batch, channels, depth, height, width, default, default, default);
        return new CellOperand(format, IsAlsoChannelsLast(format) ? y.Pointer : Workspace.Take(WorkspaceSlot.SecondCells, format.Count));
    }

    private void Scatter(in CellOperand result, Tensor y, bool accumulate)
    {
        if (result.Address != y.Pointer)
        {
            ChannelsLastScatterJob job = new(result.Format, result.Address, y.Pointer, accumulate);
            Run(ref job, job.Parts, result.Format.Count);
        }
    }

    // Whether contiguous memory has the channels last as well.
    private static bool IsAlsoChannelsLast(ChannelsLast format) => format.Channels == 1 || format.Depth * format.Height * format.Width == 1;

    private static long Work(in ConvolutionShape shape) => (long)shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps / 8;
}
