using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sums of a <see cref="WinogradGradientPlan"/>: one part is a range of patches, of panels and of channels.</summary>
/// <remarks>A block of patches is transformed; then each of the 16 points is a product of two matrices with the patches as terms.</remarks>
/// <param name="plan">Parts.</param>
/// <param name="x">First cell inside the halo of the input.</param>
/// <param name="dy">First cell inside the halo of the output gradient.</param>
/// <param name="sums">Sums of all ranges and panels.</param>
internal readonly unsafe struct WinogradGradientJob(WinogradGradientPlan plan, float* x, float* dy, float* sums) : IRegisterJob
{
    private readonly WinogradGradientPlan _plan = plan;
    private readonly float* _x = x;
    private readonly float* _dy = dy;
    private readonly float* _sums = sums;

    /// <inheritdoc/>
    public void Execute(int part) => RegisterJob.Execute(this, part);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        (int rest, int filterSplit) = Math.DivRem(part, _plan.FilterSplits);
        (int range, int channelSplit) = Math.DivRem(rest, _plan.ChannelSplits);
        WinogradGrid grid = _plan.Grid;
        int panel = _plan.FirstPanel(filterSplit), channel = _plan.FirstChannel(channelSplit), filter = panel * WinogradGradientPlan.PanelWidth;
        WinogradBlock block = new()
        {
            Channels = _plan.FirstChannel(channelSplit + 1) - channel,
            Filters = Math.Min(_plan.FirstPanel(filterSplit + 1) * WinogradGradientPlan.PanelWidth, _plan.Filters) - filter,
            Sums = _sums + (range * _plan.RangeSize) + (panel * WinogradPlan.Points * _plan.PointSize)
                + ((nint)channel * WinogradGradientPlan.PanelWidth),
        };
        int most = _plan.BlockPatches;
        block.InputPitch = ((nint)most * block.Channels) + WinogradPlan.Gap;
        block.GradientPitch = ((nint)most * block.Filters) + WinogradPlan.Gap;
        block.Inputs = Workspace.Take(WorkspaceSlot.Second, WinogradPlan.Points * block.InputPitch);
        block.Gradients = Workspace.Take(WorkspaceSlot.Result, WinogradPlan.Points * block.GradientPitch);
        nint* sources = stackalloc nint[2 * most];
        int start = _plan.FirstPatch(range), end = _plan.FirstPatch(range + 1);
        for (int patch = start; patch < end; patch += most)
        {
            int count = Math.Min(most, end - patch);
            grid.Locate(patch, count, sources, sources + most);
            for (int i = 0; i < count; i++)
            {
                WinogradTransform<TRegister, TVector>.Input(
                    _x + channel + sources[i], grid.Source.RowPitch, grid.Source.Channels, block.Channels,
                    block.Inputs + ((nint)i * block.Channels), block.InputPitch);
                WinogradTransform<TRegister, TVector>.OutputGradient(
                    _dy + filter + sources[most + i], grid.Result.RowPitch, grid.Result.Channels, block.Filters,
                    block.Gradients + ((nint)i * block.Filters), block.GradientPitch);
            }

            Multiply<TRegister, TVector>(block, count, accumulate: patch > start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply<TRegister, TVector>(in WinogradBlock block, int count, bool accumulate)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int width = 2 * TRegister.Width;
        RowTiles tiles = new(block.Channels, WeightGradientTile<TRegister, TVector, TileMode.Double>.MaxRows);
        PixelRun run = new(0, 0, count);
        for (int point = 0; point < WinogradPlan.Points; point++)
        {
            float* inputs = block.Inputs + (point * block.InputPitch);
            for (int filter = 0; filter < block.Filters; filter += width)
            {
                float* gradients = block.Gradients + (point * block.GradientPitch) + filter;
                float* sums = block.Sums + (((filter / width * WinogradPlan.Points) + point) * _plan.PointSize);
                int columns = Math.Min(width, block.Filters - filter);
                for (int tile = 0; tile < tiles.Count; tile++)
                {
                    int row = tiles.FirstRow(tile);
                    float* to = sums + ((nint)row * width);
                    if (columns == width)
                    {
                        WeightGradientTile<TRegister, TVector, TileMode.Double>.Run(
                            tiles.Rows(tile), &run, 1, inputs + row, block.Channels, gradients, block.Filters, to, columns, accumulate);
                    }
                    else
                    {
                        WeightGradientTile<TRegister, TVector, TileMode.SingleMasked>.Run(
                            tiles.Rows(tile), &run, 1, inputs + row, block.Channels, gradients, block.Filters, to, columns, accumulate);
                    }
                }
            }
        }
    }
}
