using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Where each tap of a convolution finds its source and its weights.</summary>
/// <remarks>Pointers into the workspace of the thread that made it; good until that thread makes another.</remarks>
internal readonly unsafe struct TapTable
{
    private TapTable(int count)
    {
        Count = count;

        // Four more entries than taps: the dot tile reads whole groups of four.
        Offsets = (int*)Workspace.Take(WorkspaceSlot.Taps, (2L * count) + DotTile<Register32, float>.Taps);
        Weights = Offsets + count + DotTile<Register32, float>.Taps;
    }

    /// <summary>Number of taps.</summary>
    public int Count { get; }

    /// <summary>Distance of each tap from the output's position in the padded source.</summary>
    public int* Offsets { get; }

    /// <summary>Position of each tap's weight for the first row of the product.</summary>
    public int* Weights { get; }

    /// <summary>Taps of the forward product, in the order of the weights <c>(c, d, h, w)</c>.</summary>
    public static TapTable OfInput(in ConvolutionShape shape, in PlaneGeometry source)
    {
        TapTable table = new(shape.Taps);
        int t = 0;
        for (int c = 0; c < shape.ChannelsPerGroup; c++)
        {
            for (int d = 0; d < shape.Depth.Kernel; d++)
            {
                for (int h = 0; h < shape.Height.Kernel; h++)
                {
                    for (int w = 0; w < shape.Width.Kernel; w++)
                    {
                        (int depthShift, int depthPhase) = Math.DivRem(d * shape.Depth.Dilation, shape.Depth.Stride);
                        (int heightShift, int heightPhase) = Math.DivRem(h * shape.Height.Dilation, shape.Height.Stride);
                        (int widthShift, int widthPhase) = Math.DivRem(w * shape.Width.Dilation, shape.Width.Stride);
                        int phase = (((depthPhase * source.Height.Phases) + heightPhase) * source.Width.Phases) + widthPhase;
                        table.Offsets[t] = checked(
                            (c * source.ChannelPitch) + (phase * source.PhasePitch) + source.Position(depthShift, heightShift, widthShift));
                        table.Weights[t] = t;
                        t++;
                    }
                }
            }
        }

        for (int i = 0; i < DotTile<Register32, float>.Taps; i++)
        {
            table.Offsets[t + i] = 0;
        }

        return table;
    }

    /// <summary>Taps of the input gradient: those of the first phase of the input, then those of the second, and so on.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="source">Layout of the padded output gradient.</param>
    /// <param name="spread">Layout of the input gradient.</param>
    /// <param name="counts">Written: number of taps of each phase.</param>
    public static TapTable OfOutputGradient(in ConvolutionShape shape, in PlaneGeometry source, in PlaneGeometry spread, Span<int> counts)
    {
        TapTable table = new(shape.FiltersPerGroup * shape.KernelPlane);
        int t = 0;
        int phase = 0;
        for (int d = 0; d < spread.Depth.Phases; d++)
        {
            for (int h = 0; h < spread.Height.Phases; h++)
            {
                for (int w = 0; w < spread.Width.Phases; w++)
                {
                    int first = t;
                    for (int k = 0; k < shape.FiltersPerGroup; k++)
                    {
                        table.AddPhase(shape, source, d, h, w, k, ref t);
                    }

                    counts[phase++] = t - first;
                }
            }
        }

        return table;
    }

    private void AddPhase(in ConvolutionShape shape, in PlaneGeometry source, int depthPhase, int heightPhase, int widthPhase, int filter, ref int t)
    {
        for (int d = 0; d < shape.Depth.Kernel; d++)
        {
            for (int h = 0; h < shape.Height.Kernel; h++)
            {
                for (int w = 0; w < shape.Width.Kernel; w++)
                {
                    (int depth, int depthRest) = Math.DivRem(d * shape.Depth.Dilation, shape.Depth.Stride);
                    (int height, int heightRest) = Math.DivRem(h * shape.Height.Dilation, shape.Height.Stride);
                    (int width, int widthRest) = Math.DivRem(w * shape.Width.Dilation, shape.Width.Stride);
                    if (depthRest != depthPhase || heightRest != heightPhase || widthRest != widthPhase)
                    {
                        continue;
                    }

                    // The later a tap lies in the window, the earlier the output that reads a given input through it.
                    Offsets[t] = checked((filter * source.ChannelPitch)
                        + source.Position(source.Depth.Shift - depth, source.Height.Shift - height, source.Width.Shift - width));
                    Weights[t] = (((((filter * shape.ChannelsPerGroup * shape.Depth.Kernel) + d) * shape.Height.Kernel) + h) * shape.Width.Kernel) + w;
                    t++;
                }
            }
        }
    }
}
