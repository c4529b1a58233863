using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weight gradient of a convolution whose groups lie side by side in the lanes of a register: one part is a range of rows of
/// outputs and some panels of channels.</summary>
/// <remarks>Sums lie as <c>[range, panel, window cell, channel of the group, filter of the panel]</c>. A few rows at a time, which stay in the
/// first-level cache, meet all cells of the window. Only cells inside the input are read: what lies outside counts as 0 whatever the gradient
/// is. So the rows of a visit share the cells along D and H that lie inside, and the outputs at the left and right border follow one by one.</remarks>
/// <param name="work">Operands and parts.</param>
internal readonly unsafe struct LaneGradientJob<TRegister, TVector>(in LaneGradientWork work) : IParallelJob
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Outputs of a visit: enough to make up for its sums, few enough for the first-level cache.
    private const int FewestOutputs = 256;
    private const int MostOutputs = 256;
    private const int MostRows = 16;

    // Outputs by which memory is asked for ahead.
    private const int OutputsAhead = 16;

    private readonly LaneGradientWork _work = work;

    /// <summary>Channels of a panel: two registers where the sums of a 3x3 window fit into that many.</summary>
    public static int PanelWidth => IsDouble ? 2 * TRegister.Width : TRegister.Width;

    private static bool IsDouble => TRegister.Available >= 32;

    /// <summary>Rows of outputs.</summary>
    public static int Rows(in ConvolutionShape shape) => checked(shape.Batch * shape.Depth.Output * shape.Height.Output);

    /// <summary>Panels of all channels.</summary>
    public static int Panels(in ConvolutionShape shape) => (shape.Filters + PanelWidth - 1) / PanelWidth;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part)
    {
        (int range, int split) = Math.DivRem(part, _work.Splits);
        int panels = Panels(_work.Shape), rows = Rows(_work.Shape);
        int panel = (int)((long)split * panels / _work.Splits), endPanel = (int)((long)(split + 1) * panels / _work.Splits);
        nint panelPitch = (nint)_work.Shape.Taps * PanelWidth;
        float* sums = _work.Sums + (((range * (nint)panels) + panel) * panelPitch);
        new Span<float>(sums, checked((int)((endPanel - panel) * panelPitch))).Clear();
        PixelRun* runs = stackalloc PixelRun[MostRows];
        TapTileOperands operands = new()
        {
            Runs = runs,
            Taps = (nint*)Workspace.Take(WorkspaceSlot.Second, 2L * _work.Shape.KernelPlane * sizeof(nint) / sizeof(float)),
            XStep = (nint)_work.Shape.Width.Stride * _work.Shape.Channels,
            DyStep = _work.Shape.Filters,
            GroupSize = _work.Shape.ChannelsPerGroup,
        };
        int rowsAhead = (OutputsAhead + _work.Shape.Width.Output - 1) / _work.Shape.Width.Output;
        bool asksRows = _work.Shape.Height.Output > rowsAhead;
        nint xAhead = asksRows ? (nint)rowsAhead * _work.Shape.Height.Stride * _work.XFormat.RowPitch : OutputsAhead * operands.XStep;
        operands.DyAhead = asksRows ? (nint)rowsAhead * _work.DyFormat.RowPitch : OutputsAhead * operands.DyStep;
        operands.Places = operands.Taps + _work.Shape.KernelPlane;
        Window width = _work.Shape.Width;
        TapRange whole = new TapRange(width, 0).Intersect(new TapRange(width, width.Kernel - 1));
        int most = Math.Clamp(FewestOutputs / width.Output, 1, MostRows);
        int end = (int)((long)(range + 1) * rows / _work.Ranges);
        for (int row = (int)((long)range * rows / _work.Ranges), next; row < end; row = next)
        {
            (TapRange depths, TapRange heights) = Inside(row);
            for (next = row + 1; next < Math.Min(row + most, end) && Inside(next) == (depths, heights); next++)
            {
            }

            for (int output = 0, stop; output < width.Output; output = stop)
            {
                stop = whole.Contains(output) ? Math.Min(whole.End, output + MostOutputs) : output + 1;
                int taps = ListTaps(depths, heights, TapRange.OfOutput(width, output), operands);
                if (taps > 0)
                {
                    operands.XAhead = operands.Taps[taps - 1] + xAhead;
                    operands.RunsEnd = ListRuns(row, next, output, stop, runs);
                    AddPanels(panel, endPanel, taps, sums, operands);
                }
            }
        }
    }

    // The taps along D and H of a row of outputs that lie inside the input.
    private (TapRange Depths, TapRange Heights) Inside(int row)
    {
        (int slice, int h) = Math.DivRem(row, _work.Shape.Height.Output);
        return (TapRange.OfOutput(_work.Shape.Depth, slice % _work.Shape.Depth.Output), TapRange.OfOutput(_work.Shape.Height, h));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int ListTaps(TapRange depths, TapRange heights, TapRange widths, in TapTileOperands operands)
    {
        int count = 0;
        nint depthStep = (nint)_work.Shape.Depth.Dilation * _work.XFormat.SlicePitch, heightStep = (nint)_work.Shape.Height.Dilation * _work.XFormat.RowPitch;
        nint widthStep = (nint)_work.Shape.Width.Dilation * _work.XFormat.Channels;
        for (int d = depths.Start; d < depths.End; d++)
        {
            for (int h = heights.Start; h < heights.End; h++)
            {
                for (int w = widths.Start; w < widths.End; w++, count++)
                {
                    operands.Taps[count] = (d * depthStep) + (h * heightStep) + (w * widthStep);
                    operands.Places[count] = ((((nint)d * _work.Shape.Height.Kernel) + h) * _work.Shape.Width.Kernel + w) * _work.Shape.ChannelsPerGroup * PanelWidth;
                }
            }
        }

        return count;
    }

    // The outputs of some columns in each of some rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly PixelRun* ListRuns(int row, int end, int output, int stop, PixelRun* runs)
    {
        Window depth = _work.Shape.Depth, height = _work.Shape.Height, width = _work.Shape.Width;
        for (; row < end; row++)
        {
            (int slice, int h) = Math.DivRem(row, height.Output);
            (int n, int d) = Math.DivRem(slice, depth.Output);
            int x = (n * _work.XFormat.SamplePitch) + (((d * depth.Stride) - depth.PadBefore) * _work.XFormat.SlicePitch)
                + (((h * height.Stride) - height.PadBefore) * _work.XFormat.RowPitch) + (((output * width.Stride) - width.PadBefore) * _work.XFormat.Channels);
            int dy = (n * _work.DyFormat.SamplePitch) + (d * _work.DyFormat.SlicePitch) + (h * _work.DyFormat.RowPitch) + (output * _work.DyFormat.Channels);
            *runs++ = new PixelRun(x, dy, stop - output);
        }

        return runs;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPanels(int panel, int endPanel, int taps, float* sums, in TapTileOperands visit)
    {
        TapTileOperands operands = visit;
        for (; panel < endPanel; panel++, sums += (nint)_work.Shape.Taps * PanelWidth)
        {
            int channel = panel * PanelWidth;
            int columns = Math.Min(PanelWidth, _work.Shape.Filters - channel);
            operands.X = _work.X + channel;
            operands.Dy = _work.Dy + channel;
            operands.Sums = sums;
            operands.Columns = columns;
            bool isDouble = columns > TRegister.Width;
            bool isMasked = columns % TRegister.Width != 0;
            switch (isDouble, _work.Shape.ChannelsPerGroup > 1, isMasked)
            {
                case (true, true, _): Add<RunRead.GroupedLanes, RowCount.Two>(taps, operands); break;
                case (false, true, _): Add<RunRead.GroupedLanes, RowCount.One>(taps, operands); break;
                case (true, false, false): Add<RunRead.Lanes, RowCount.Two>(taps, operands); break;
                case (true, false, true): Add<RunRead.MaskedLanes, RowCount.Two>(taps, operands); break;
                case (false, false, false): Add<RunRead.Lanes, RowCount.One>(taps, operands); break;
                default: Add<RunRead.MaskedLanes, RowCount.One>(taps, operands); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TRead, TWidth>(int taps, in TapTileOperands panel)
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        TapTileOperands operands = panel;
        RowTiles tiles = new(taps, TapTile<TRegister, TVector, TRead, TWidth>.MaxRows);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            operands.Taps = panel.Taps + tiles.FirstRow(tile);
            operands.Places = panel.Places + tiles.FirstRow(tile);
            for (int channel = 0; channel < _work.Shape.ChannelsPerGroup; channel++)
            {
                operands.Channel = channel;
                operands.Sums = panel.Sums + (channel * PanelWidth);
                TapTile<TRegister, TVector, TRead, TWidth>.Run(tiles.Rows(tile), operands);
            }
        }
    }
}
