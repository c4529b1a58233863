using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cuts the outputs of a convolution into pieces of rows, and lists for a block of pieces which input cell each window cell meets.</summary>
/// <remarks>Only cells inside the input are listed: what lies outside counts as 0 whatever the gradient is, and small planes save much of the
/// work. With few channels the cells of a window row are taken together wherever all of them lie inside; the outputs at the border follow one by one.</remarks>
internal readonly unsafe struct WeightGradientBlocks
{
    // Fewer channels than this leave the arithmetic waiting for its own results.
    private const int FewChannels = 5;

    private readonly ConvolutionShape _shape;
    private readonly ChannelsLast _x;
    private readonly ChannelsLast _dy;
    private readonly int _splits;
    private readonly TapRange _whole;

    /// <summary>Cuts the outputs.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">Arrangement of the input.</param>
    /// <param name="dy">Arrangement of the output gradient.</param>
    /// <param name="outputs">Outputs of a block.</param>
    public WeightGradientBlocks(in ConvolutionShape shape, ChannelsLast x, ChannelsLast dy, int outputs)
    {
        _shape = shape;
        _x = x;
        _dy = dy;
        int width = shape.Width.Output;
        _splits = (width + outputs - 1) / outputs;
        PiecesPerBlock = _splits > 1 ? 1 : Math.Max(1, outputs / width);
        Pieces = checked(shape.Batch * shape.Depth.Output * shape.Height.Output * _splits);
        HasBorder = shape.Groups == 1 && shape.Channels < FewChannels && shape.Width.Dilation == 1 && shape.Width.Kernel > 1;
        _whole = new TapRange(shape.Width, 0).Intersect(new TapRange(shape.Width, shape.Width.Kernel - 1));
        int entriesPerRow = HasBorder ? 1 + width - (_whole.End - _whole.Start) : shape.Width.Kernel;
        Entries = shape.Depth.Kernel * shape.Height.Kernel * entriesPerRow;
        RowsPerTap = HasBorder ? shape.Width.Kernel * shape.ChannelsPerGroup : shape.ChannelsPerGroup;
        MostRuns = checked(PiecesPerBlock * Entries);
    }

    /// <summary>Pieces in all.</summary>
    public int Pieces { get; }

    /// <summary>Pieces of a block.</summary>
    public int PiecesPerBlock { get; }

    /// <summary>Number of <see cref="TapRuns"/> that a block lists.</summary>
    public int Entries { get; }

    /// <summary>Whether the cells of a window row are taken together, and the outputs at the border one by one afterwards.</summary>
    public bool HasBorder { get; }

    /// <summary>Most rows of an entry.</summary>
    public int RowsPerTap { get; }

    /// <summary>Most runs that a block lists.</summary>
    public int MostRuns { get; }

    /// <summary>Lists the terms of a block.</summary>
    /// <param name="start">First piece.</param>
    /// <param name="end">Piece after the last.</param>
    /// <param name="entries">Written: <see cref="Entries"/> of them.</param>
    /// <param name="runs">Written: at most <see cref="MostRuns"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void List(int start, int end, TapRuns* entries, PixelRun* runs)
    {
        int channels = _shape.ChannelsPerGroup, kernel = _shape.Width.Kernel, count = 0;
        for (int d = 0; d < _shape.Depth.Kernel; d++)
        {
            for (int h = 0; h < _shape.Height.Kernel; h++)
            {
                int row = ((d * _shape.Height.Kernel) + h) * kernel * channels;
                if (HasBorder)
                {
                    ListRow(start, end, d, h, row, ref entries, runs, ref count);
                    continue;
                }

                for (int w = 0; w < kernel; w++)
                {
                    int first = count;
                    AddRuns(start, end, d, h, w, new TapRange(_shape.Width, w), runs, ref count);
                    *entries++ = new TapRuns(row + (w * channels), channels, first, count - first, IsFirst: true);
                }
            }
        }
    }

    // One window row: the outputs that have all of it inside, then those at the border, each with the cells that it has inside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ListRow(int start, int end, int d, int h, int row, ref TapRuns* entries, PixelRun* runs, ref int count)
    {
        Window width = _shape.Width;
        int channels = _shape.ChannelsPerGroup, first = count;
        AddRuns(start, end, d, h, 0, _whole, runs, ref count);
        *entries++ = new TapRuns(row, width.Kernel * channels, first, count - first, IsFirst: true);
        for (int output = 0; output < width.Output; output++)
        {
            if (_whole.Contains(output))
            {
                output = _whole.End - 1;
                continue;
            }

            TapRange inside = TapRange.OfOutput(width, output);
            int cell = inside.Start, endCell = inside.End;
            first = count;
            if (cell < endCell)
            {
                AddRuns(start, end, d, h, cell, new TapRange(output, output + 1), runs, ref count);
            }

            *entries++ = new TapRuns(row + (cell * channels), (endCell - cell) * channels, first, count - first, IsFirst: false);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRuns(int start, int end, int depthTap, int heightTap, int widthTap, TapRange inside, PixelRun* runs, ref int count)
    {
        Window depth = _shape.Depth, height = _shape.Height, width = _shape.Width;
        TapRange depthInside = new(depth, depthTap), heightInside = new(height, heightTap);
        int depthShift = (depthTap * depth.Dilation) - depth.PadBefore, heightShift = (heightTap * height.Dilation) - height.PadBefore;
        int widthShift = (widthTap * width.Dilation) - width.PadBefore;
        (int row, int split) = Math.DivRem(start, _splits);
        (int slice, int h) = Math.DivRem(row, height.Output);
        (int n, int d) = Math.DivRem(slice, depth.Output);
        int from = inside.Start, to = inside.End;
        for (int piece = start; piece < end; piece++)
        {
            if (_splits > 1)
            {
                from = Math.Max(inside.Start, (int)((long)split * width.Output / _splits));
                to = Math.Min(inside.End, (int)((long)(split + 1) * width.Output / _splits));
            }

            if (from < to && depthInside.Contains(d) && heightInside.Contains(h))
            {
                int x = (n * _x.SamplePitch) + (((d * depth.Stride) + depthShift) * _x.SlicePitch)
                    + (((h * height.Stride) + heightShift) * _x.RowPitch) + (((from * width.Stride) + widthShift) * _x.Channels);
                int dy = (n * _dy.SamplePitch) + (d * _dy.SlicePitch) + (h * _dy.RowPitch) + (from * _dy.Channels);
                runs[count++] = new PixelRun(x, dy, to - from);
            }

            // The next piece: an odometer of (n, d, h, split).
            if (++split == _splits)
            {
                split = 0;
                if (++h == height.Output)
                {
                    h = 0;
                    if (++d == depth.Output)
                    {
                        d = 0;
                        n++;
                    }
                }
            }
        }
    }
}
