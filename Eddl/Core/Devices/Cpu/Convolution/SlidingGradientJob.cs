using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weight gradient of a convolution whose groups lie side by side in the lanes of a register and whose window is three cells wide and
/// slides by one cell along W: one part is a range of rows of outputs and some panels of channels.</summary>
/// <remarks>Sums lie as <c>[range, panel, window cell, channel of the group, filter of the panel]</c>. A few rows at a time meet the rows of the
/// window that lie inside the input. In groups every channel reads them again, so they are first put side by side, where they stay in the
/// first-level cache whatever the distance of the cells is.</remarks>
/// <param name="work">Operands and parts.</param>
internal readonly unsafe struct SlidingGradientJob<TRegister, TVector>(in LaneGradientWork work) : IParallelJob
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Outputs of a visit: enough to make up for its sums, few enough for the first-level cache.
    private const int MostOutputs = 256;

    private readonly LaneGradientWork _work = work;

    private static int PanelWidth => LaneGradientJob<TRegister, TVector>.PanelWidth;

    private bool Packs => _work.Shape.ChannelsPerGroup > 1;

    /// <summary>Whether the window fits, and the groups lie side by side or fill a register each.</summary>
    /// <param name="shape">Sizes.</param>
    public static bool Takes(in ConvolutionShape shape)
        => shape.Width is { Kernel: SlidingGradientTile<TRegister, TVector, RunRead.Lanes, RowCount.One>.Cells, Stride: 1, Dilation: 1 }
            && (PanelSizes.Shares(shape.Groups, shape.FiltersPerGroup, shape.ChannelsPerGroup)
                || (shape.Groups > 1 && shape.ChannelsPerGroup == TRegister.Width && shape.FiltersPerGroup == TRegister.Width));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part)
    {
        (int range, int split) = Math.DivRem(part, _work.Splits);
        int panels = LaneGradientJob<TRegister, TVector>.Panels(_work.Shape), rows = LaneGradientJob<TRegister, TVector>.Rows(_work.Shape);
        int panel = (int)((long)split * panels / _work.Splits), endPanel = (int)((long)(split + 1) * panels / _work.Splits);
        nint panelPitch = (nint)_work.Shape.Taps * PanelWidth;
        float* sums = _work.Sums + (((range * (nint)panels) + panel) * panelPitch);
        new Span<float>(sums, checked((int)((endPanel - panel) * panelPitch))).Clear();
        Window height = _work.Shape.Height;
        int outputs = Math.Min(_work.Shape.Width.Output, MostOutputs), most = MostOutputs / outputs;
        int end = (int)((long)(range + 1) * rows / _work.Ranges);
        for (int row = (int)((long)range * rows / _work.Ranges), count; row < end; row += count)
        {
            (int slice, int h) = Math.DivRem(row, height.Output);
            TapRange heights = TapRange.OfOutput(height, h);
            int limit = Math.Min(most, Math.Min(end - row, height.Output - h));
            for (count = 1; count < limit && TapRange.OfOutput(height, h + count) == heights; count++)
            {
            }

            for (int output = 0; output < _work.Shape.Width.Output; output += outputs)
            {
                AddPanels(slice, h, count, heights, output, Math.Min(outputs, _work.Shape.Width.Output - output), panel, endPanel, sums);
            }
        }
    }

    // Some outputs of each of some rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPanels(
        int slice, int h, int rows, TapRange heights, int output, int outputs, int panel, int endPanel, float* sums)
    {
        Window depth = _work.Shape.Depth, height = _work.Shape.Height, width = _work.Shape.Width;
        (int n, int d) = Math.DivRem(slice, depth.Output);
        TapRange depths = TapRange.OfOutput(depth, d);
        int cell = Math.Max(0, output - width.PadBefore);
        int cells = Math.Min(width.Input, output + outputs + width.Kernel - 1 - width.PadBefore) - cell;
        if (cells <= 0 || heights.End <= heights.Start)
        {
            return;
        }

        int xRows = ((rows - 1) * height.Stride) + ((heights.End - heights.Start - 1) * height.Dilation) + 1;
        float* cellsOfVisit = _work.X + ((nint)n * _work.XFormat.SamplePitch) + (((d * depth.Stride) - depth.PadBefore) * (nint)_work.XFormat.SlicePitch)
            + (((h * height.Stride) - height.PadBefore + (heights.Start * height.Dilation)) * (nint)_work.XFormat.RowPitch) + ((nint)cell * _work.XFormat.Channels);
        float* outputsOfVisit = _work.Dy + ((nint)n * _work.DyFormat.SamplePitch) + ((nint)d * _work.DyFormat.SlicePitch) + ((nint)h * _work.DyFormat.RowPitch)
            + ((nint)output * _work.DyFormat.Channels);
        float* packed = Packs ? Workspace.Take(WorkspaceSlot.Second, (((long)xRows * cells) + ((long)rows * outputs)) * PanelWidth) : null;
        for (; panel < endPanel; panel++, sums += (nint)_work.Shape.Taps * PanelWidth)
        {
            int channel = panel * PanelWidth, columns = Math.Min(PanelWidth, _work.Shape.Filters - channel);
            SlidingGradientTileOperands t = new()
            {
                Rows = rows,
                Outputs = outputs,
                Cells = cells,
                First = cell + width.PadBefore - output,
                SumPitch = (nint)_work.Shape.ChannelsPerGroup * PanelWidth,
                Columns = columns,
                GroupSize = _work.Shape.ChannelsPerGroup,
            };
            for (int tap = depths.Start; tap < depths.End; tap++)
            {
                float* x = cellsOfVisit + channel + ((nint)tap * depth.Dilation * _work.XFormat.SlicePitch);
                nint rowPitch = _work.XFormat.RowPitch;
                t.X = x;
                t.Dy = outputsOfVisit + channel;
                (t.XStep, t.DyStep, t.DyPitch) = (_work.XFormat.Channels, _work.DyFormat.Channels, _work.DyFormat.RowPitch);
                if (Packs)
                {
                    int registers = (columns + TRegister.Width - 1) / TRegister.Width;
                    (t.XStep, t.DyStep) = (registers * TRegister.Width, registers * TRegister.Width);
                    (rowPitch, t.DyPitch) = (cells * t.XStep, outputs * t.DyStep);
                    Pack(x, _work.XFormat, xRows, cells, registers, packed);
                    t.X = packed;
                    t.Dy = packed + (xRows * rowPitch);
                    if (tap == depths.Start)
                    {
                        Pack(outputsOfVisit + channel, _work.DyFormat, rows, outputs, registers, t.Dy);
                    }
                }
                else
                {
                    // The next row of outputs.
                    t.XAhead = rowPitch * (((heights.End - heights.Start - 1) * height.Dilation) + height.Stride);
                    t.DyAhead = _work.DyFormat.RowPitch;
                }

                (t.WindowPitch, t.XPitch) = (height.Dilation * rowPitch, height.Stride * rowPitch);
                t.Sums = sums + (((((nint)tap * height.Kernel) + heights.Start) * width.Kernel) * t.SumPitch);
                switch (columns > TRegister.Width, _work.Shape.ChannelsPerGroup > 1, columns % TRegister.Width != 0)
                {
                    case (true, true, _): Add<RunRead.GroupedLanes, RowCount.Two>(heights, t); break;
                    case (false, true, _): Add<RunRead.GroupedLanes, RowCount.One>(heights, t); break;
                    case (true, false, false): Add<RunRead.Lanes, RowCount.Two>(heights, t); break;
                    case (true, false, true): Add<RunRead.MaskedLanes, RowCount.Two>(heights, t); break;
                    case (false, false, false): Add<RunRead.Lanes, RowCount.One>(heights, t); break;
                    default: Add<RunRead.MaskedLanes, RowCount.One>(heights, t); break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TRead, TWidth>(TapRange heights, in SlidingGradientTileOperands panel)
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        SlidingGradientTileOperands t = panel;
        RowTiles tiles = new(heights.End - heights.Start, SlidingGradientTile<TRegister, TVector, TRead, TWidth>.MaxRows);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            int row = tiles.FirstRow(tile);
            t.X = panel.X + (row * panel.WindowPitch);
            for (t.Channel = 0; t.Channel < _work.Shape.ChannelsPerGroup; t.Channel++)
            {
                t.Sums = panel.Sums + (row * _work.Shape.Width.Kernel * panel.SumPitch) + (t.Channel * PanelWidth);
                SlidingGradientTile<TRegister, TVector, TRead, TWidth>.Run(tiles.Rows(tile), t);
            }
        }
    }

    // Puts one or two registers of neighbouring channels side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* source, ChannelsLast format, int rows, int cells, int registers, float* destination)
    {
        nint step = format.Channels;
        for (int row = 0; row < rows; row++, source += format.RowPitch)
        {
            float* from = source;
            for (int cell = 0; cell < cells; cell++, from += step, destination += TRegister.Width)
            {
                TRegister.Store(TRegister.Load(from), destination);
                if (registers == 2)
                {
                    destination += TRegister.Width;
                    TRegister.Store(TRegister.Load(from + TRegister.Width), destination);
                }
            }
        }
    }
}
