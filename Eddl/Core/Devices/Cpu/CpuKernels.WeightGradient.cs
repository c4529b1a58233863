using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Outputs of a block: what a tile reads of them for all cells of the window stays in the second-level cache.
    private const int BlockOutputs = 512;

    // Products of one part of a large problem, and the parts of a small one.
    private const long PartProducts = 50_000_000;
    private const int FewestParts = 8;
    private const int MostParts = 32;

    /// <inheritdoc/>
    public override void ConvolutionWeightGradient(Tensor x, Tensor dy, Tensor dw, in ConvolutionShape shape, bool accumulate)
    {
        if (WinogradPlan.Takes(shape, isGradient: false))
        {
            PatchWeightGradient(x, dy, dw, shape, accumulate);
            return;
        }

        (Window d, Window h, Window v) = (shape.Depth, shape.Height, shape.Width);
        CellOperand inputs = Gather(x, shape.Batch, shape.Channels, d.Input, h.Input, v.Input, default, default, default, WorkspaceSlot.FirstCells);
        CellOperand outputs = Gather(dy, shape.Batch, shape.Filters, d.Output, h.Output, v.Output, default, default, default, WorkspaceSlot.SecondCells);
        if (shape.Batch * shape.OutputPlane == 0)
        {
            if (!accumulate)
            {
                dw.Floats().Clear();
            }
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            WeightGradient<Register512, Vector512<float>>(inputs, outputs, dw.Pointer, shape, accumulate);
        }
        else if (Fma.IsSupported)
        {
            WeightGradient<Register256, Vector256<float>>(inputs, outputs, dw.Pointer, shape, accumulate);
        }
        else if (AdvSimd.IsSupported)
        {
            WeightGradient<Register128, Vector128<float>>(inputs, outputs, dw.Pointer, shape, accumulate);
        }
        else
        {
            WeightGradient<Register32, float>(inputs, outputs, dw.Pointer, shape, accumulate);
        }
    }

    private void WeightGradient<TRegister, TVector>(
        in CellOperand x, in CellOperand dy, float* dw, in ConvolutionShape shape, bool accumulate)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        if (SlidingGradientJob<TRegister, TVector>.Takes(shape) || PanelSizes.Shares(shape.Groups, shape.FiltersPerGroup, shape.ChannelsPerGroup))
        {
            LaneGradient<TRegister, TVector>(x, dy, dw, shape, accumulate);
            return;
        }

        WeightGradientBlocks blocks = new(shape, x.Format, dy.Format, BlockOutputs);
        int panels = WeightGradientJob<TRegister, TVector>.Panels(shape);
        long sums = (long)panels * shape.Taps * WeightGradientJob<TRegister, TVector>.PanelWidth;
        long products = (long)shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps;
        int wanted = (int)Math.Clamp(products / PartProducts, FewestParts, MostParts);

        // Ranges of the outputs cost sums of their own, splits of the channels read the gradient again.
        long operands = (long)shape.Batch * ((shape.Channels * (long)shape.InputPlane) + (shape.Filters * (long)shape.OutputPlane));
        int ranges = Math.Clamp(Parts(wanted, panels), 1, (int)Math.Clamp(operands / (2 * sums), 1, blocks.Pieces));
        int tiles = blocks.HasBorder ? 1 : new RowTiles(blocks.RowsPerTap, WeightGradientJob<TRegister, TVector>.TileRows).Count;
        WeightGradientJob<TRegister, TVector> job = new()
        {
            Shape = shape,
            Blocks = blocks,
            Ranges = ranges,
            Splits = Math.Clamp(Parts(FewestParts, ranges * panels), 1, tiles),
            X = x.Address,
            Dy = dy.Address,
            Sums = Workspace.Take(WorkspaceSlot.Partials, ranges * sums),
        };
        Run(ref job, ranges * panels * job.Splits, products / 8);

        WeightSumJob sum = new(shape, job.Sums, ranges, WeightGradientJob<TRegister, TVector>.PanelWidth, dw, accumulate);
        Run(ref sum, sum.Parts, ranges * sums);
    }

    // Groups side by side in the lanes. Their sums lie like those of one group.
    private void LaneGradient<TRegister, TVector>(in CellOperand x, in CellOperand dy, float* dw, in ConvolutionShape shape, bool accumulate)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int panels = LaneGradientJob<TRegister, TVector>.Panels(shape), width = LaneGradientJob<TRegister, TVector>.PanelWidth;
        long sums = (long)panels * shape.Taps * width;
        long operands = (long)shape.Batch * shape.Filters * ((long)shape.InputPlane + shape.OutputPlane);
        long products = (long)shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps;
        int wanted = (int)Math.Clamp(products / PartProducts, FewestParts, MostParts);
        int most = (int)Math.Clamp(operands / (2 * sums), 1, LaneGradientJob<TRegister, TVector>.Rows(shape));
        int ranges = Math.Clamp(wanted, 1, most);
        int splits = Math.Clamp(Parts(FewestParts, ranges), 1, panels);
        float* partials = Workspace.Take(WorkspaceSlot.Partials, ranges * sums);
        LaneGradientWork work = new(shape, x, dy, ranges, splits, partials);
        if (SlidingGradientJob<TRegister, TVector>.Takes(shape))
        {
            SlidingGradientJob<TRegister, TVector> job = new(work);
            Run(ref job, ranges * splits, products / 8);
        }
        else
        {
            LaneGradientJob<TRegister, TVector> job = new(work);
            Run(ref job, ranges * splits, products / 8);
        }

        WeightSumJob sum = new(shape with { Channels = shape.ChannelsPerGroup, Groups = 1 }, partials, ranges, width, dw, accumulate);
        Run(ref sum, sum.Parts, ranges * sums);
    }

    private void PatchWeightGradient(Tensor x, Tensor dy, Tensor dw, in ConvolutionShape shape, bool accumulate)
    {
        (Window d, Window h, Window v) = (shape.Depth, shape.Height, shape.Width);
        CellOperand inputs = Gather(x, shape.Batch, shape.Channels, d.Input, h.Input, v.Input, d.InputHalo, h.InputHalo, v.InputHalo, WorkspaceSlot.FirstCells);
        CellOperand outputs = Gather(dy, shape.Batch, shape.Filters, d.Output, h.Output, v.Output, default, default, default, WorkspaceSlot.SecondCells);
        WinogradGradientPlan plan = new(shape, new WinogradGrid(inputs.Format, outputs.Format, -h.PadBefore, -v.PadBefore));
        float* sums = Workspace.Take(WorkspaceSlot.Partials, plan.Ranges * plan.RangeSize);
        WinogradGradientJob job = new(plan, inputs.Address, outputs.Address, sums);
        Run(ref job, plan.Parts, (long)shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps / 8);
        float* taps = Workspace.Take(WorkspaceSlot.Packed, WinogradGradientSumJob.Floats(plan));
        WinogradGradientSumJob turn = new(plan, sums, taps);
        Run(ref turn, turn.Parts, plan.Ranges * plan.RangeSize);
        WeightSumJob sum = new(shape, taps, 1, WinogradGradientPlan.PanelWidth, dw.Pointer, accumulate);
        Run(ref sum, sum.Parts, plan.RangeSize);
    }
}
