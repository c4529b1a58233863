using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weight gradient of a convolution whose groups lie side by side in the lanes of a register: one part is a range of rows of
/// outputs and some panels of channels.</summary>
/// <remarks>Sums lie as <c>[range, panel, window cell, channel of the group, filter of the panel]</c>. A few rows at a time, which stay in the
/// first-level cache, meet all cells of the window. Only cells inside the input are read: what lies outside counts as 0 whatever the gradient
/// is. So the rows of a visit share the cells along D and H that lie inside, and the outputs at the left and right border follow one by one.</remarks>
internal unsafe struct LaneGradientJob<TRegister, TVector> : IParallelJob
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Outputs of a visit: enough to make up for its sums, few enough for the first-level cache.
    private const int FewestOutputs = 256;
    private const int MostOutputs = 256;
    private const int MostRows = 16;

    // Outputs by which memory is asked for ahead.
    private const int OutputsAhead = 16;

    /// <summary>Sizes.</summary>
    public ConvolutionShape Shape;

    /// <summary>Arrangement of the input.</summary>
    public ChannelsLast XFormat;

    /// <summary>Arrangement of the output gradient.</summary>
    public ChannelsLast DyFormat;

    /// <summary>Ranges of the rows, each with sums of its own.</summary>
    public int Ranges;

    /// <summary>Parts that share the panels.</summary>
    public int Splits;

    /// <summary>First cell inside the halo of the input.</summary>
    public float* X;

    /// <summary>First cell inside the halo of the output gradient.</summary>
    public float* Dy;

    /// <summary>Sums of all ranges and panels.</summary>
    public float* Sums;

    /// <summary>Channels of a panel: two registers where the sums of a 3x3 window fit into that many.</summary>
    public static int PanelWidth => IsDouble ? 2 * TRegister.Width : TRegister.Width;

    private static bool IsDouble => TRegister.Available >= 32;

    /// <summary>Rows of outputs.</summary>
    public static int Rows(in ConvolutionShape shape) => checked(shape.Batch * shape.Depth.Output * shape.Height.Output);

    /// <summary>Panels of all channels.</summary>
    public static int Panels(in ConvolutionShape shape) => (shape.Filters + PanelWidth - 1) / PanelWidth;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part)
    {
        (int range, int split) = Math.DivRem(part, Splits);
        int panels = Panels(Shape), rows = Rows(Shape);
        int panel = (int)((long)split * panels / Splits), endPanel = (int)((long)(split + 1) * panels / Splits);
        nint panelPitch = (nint)Shape.Taps * PanelWidth;
        float* sums = Sums + (((range * (nint)panels) + panel) * panelPitch);
        new Span<float>(sums, checked((int)((endPanel - panel) * panelPitch))).Clear();
        PixelRun* runs = stackalloc PixelRun[MostRows];
        TapTileOperands operands = new()
        {
            Runs = runs,
            Taps = (nint*)Workspace.Take(WorkspaceSlot.Second, 2L * Shape.KernelPlane * sizeof(nint) / sizeof(float)),
            XStep = (nint)Shape.Width.Stride * Shape.Channels,
            DyStep = Shape.Filters,
            GroupSize = Shape.ChannelsPerGroup,
        };
        int rowsAhead = (OutputsAhead + Shape.Width.Output - 1) / Shape.Width.Output;
        bool asksRows = Shape.Height.Output > rowsAhead;
        nint xAhead = asksRows ? (nint)rowsAhead * Shape.Height.Stride * XFormat.RowPitch : OutputsAhead * operands.XStep;
        operands.DyAhead = asksRows ? (nint)rowsAhead * DyFormat.RowPitch : OutputsAhead * operands.DyStep;
        operands.Places = operands.Taps + Shape.KernelPlane;
        Window width = Shape.Width;
        TapRange whole = new TapRange(width, 0).Intersect(new TapRange(width, width.Kernel - 1));
        int most = Math.Clamp(FewestOutputs / width.Output, 1, MostRows);
        int end = (int)((long)(range + 1) * rows / Ranges);
        for (int row = (int)((long)range * rows / Ranges), next; row < end; row = next)
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
    private readonly (TapRange Depths, TapRange Heights) Inside(int row)
    {
        (int slice, int h) = Math.DivRem(row, Shape.Height.Output);
        return (TapRange.OfOutput(Shape.Depth, slice % Shape.Depth.Output), TapRange.OfOutput(Shape.Height, h));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int ListTaps(TapRange depths, TapRange heights, TapRange widths, in TapTileOperands operands)
    {
        int count = 0;
        nint depthStep = (nint)Shape.Depth.Dilation * XFormat.SlicePitch, heightStep = (nint)Shape.Height.Dilation * XFormat.RowPitch;
        nint widthStep = (nint)Shape.Width.Dilation * XFormat.Channels;
        for (int d = depths.Start; d < depths.End; d++)
        {
            for (int h = heights.Start; h < heights.End; h++)
            {
                for (int w = widths.Start; w < widths.End; w++, count++)
                {
                    operands.Taps[count] = (d * depthStep) + (h * heightStep) + (w * widthStep);
                    operands.Places[count] = ((((nint)d * Shape.Height.Kernel) + h) * Shape.Width.Kernel + w) * Shape.ChannelsPerGroup * PanelWidth;
                }
            }
        }

        return count;
    }

    // The outputs of some columns in each of some rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly PixelRun* ListRuns(int row, int end, int output, int stop, PixelRun* runs)
    {
        Window depth = Shape.Depth, height = Shape.Height, width = Shape.Width;
        for (; row < end; row++)
        {
            (int slice, int h) = Math.DivRem(row, height.Output);
            (int n, int d) = Math.DivRem(slice, depth.Output);
            int x = (n * XFormat.SamplePitch) + (((d * depth.Stride) - depth.PadBefore) * XFormat.SlicePitch)
                + (((h * height.Stride) - height.PadBefore) * XFormat.RowPitch) + (((output * width.Stride) - width.PadBefore) * XFormat.Channels);
            int dy = (n * DyFormat.SamplePitch) + (d * DyFormat.SlicePitch) + (h * DyFormat.RowPitch) + (output * DyFormat.Channels);
            *runs++ = new PixelRun(x, dy, stop - output);
        }

        return runs;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddPanels(int panel, int endPanel, int taps, float* sums, in TapTileOperands visit)
    {
        TapTileOperands operands = visit;
        for (; panel < endPanel; panel++, sums += (nint)Shape.Taps * PanelWidth)
        {
            int channel = panel * PanelWidth;
            int columns = Math.Min(PanelWidth, Shape.Filters - channel);
            operands.X = X + channel;
            operands.Dy = Dy + channel;
            operands.Sums = sums;
            operands.Columns = columns;
            bool isDouble = columns > TRegister.Width;
            bool isMasked = columns % TRegister.Width != 0;
            switch (isDouble, Shape.ChannelsPerGroup > 1, isMasked)
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
    private readonly void Add<TRead, TWidth>(int taps, in TapTileOperands panel)
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        TapTileOperands operands = panel;
        RowTiles tiles = new(taps, TapTile<TRegister, TVector, TRead, TWidth>.MaxRows);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            operands.Taps = panel.Taps + tiles.FirstRow(tile);
            operands.Places = panel.Places + tiles.FirstRow(tile);
            for (int channel = 0; channel < Shape.ChannelsPerGroup; channel++)
            {
                operands.Channel = channel;
                operands.Sums = panel.Sums + (channel * PanelWidth);
                TapTile<TRegister, TVector, TRead, TWidth>.Run(tiles.Rows(tile), operands);
            }
        }
    }
}
