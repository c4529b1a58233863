namespace DeepHealth.Eddl;

/// <summary>Layout of padded planes in scratch memory: <c>[channel, phase, sample, position]</c>.</summary>
/// <remarks>Positions of a plane are numbered through its rows, and samples follow each other, so that one tap of a convolution is one
/// constant distance for all outputs of all samples. Numbers between the rows are computed too and thrown away.</remarks>
internal readonly struct PlaneGeometry
{
    /// <summary>Floats that loops may read behind the last channel.</summary>
    public const int Slack = 64;

    /// <summary>Lays out planes.</summary>
    public PlaneGeometry(PlaneAxis depth, PlaneAxis height, PlaneAxis width, int samples)
    {
        Depth = depth;
        Height = height;
        Width = width;
        Samples = samples;
        Plane = checked(depth.Extent * height.Extent * width.Extent);
        PhasePitch = checked(samples * Plane);

        // Whole cache lines, and an odd number of them: channels then spread over all sets of the cache.
        int lines = (checked(depth.Phases * height.Phases * width.Phases * PhasePitch) + 15) / 16;
        ChannelPitch = (lines | 1) * 16;
    }

    /// <summary>Outermost axis.</summary>
    public PlaneAxis Depth { get; }

    /// <summary>Middle axis.</summary>
    public PlaneAxis Height { get; }

    /// <summary>Innermost axis.</summary>
    public PlaneAxis Width { get; }

    /// <summary>Samples side by side.</summary>
    public int Samples { get; }

    /// <summary>Positions of one plane, the distance of samples.</summary>
    public int Plane { get; }

    /// <summary>Distance of phases.</summary>
    public int PhasePitch { get; }

    /// <summary>Distance of channels.</summary>
    public int ChannelPitch { get; }

    /// <summary>Positions from the first to the last output of one sample.</summary>
    public int Span => ((((Depth.Output - 1) * Height.Extent) + Height.Output - 1) * Width.Extent) + Width.Output;

    /// <summary>Whether the outputs of a sample follow each other without gaps.</summary>
    public bool IsDense => Span == Depth.Output * Height.Output * Width.Output;

    /// <summary>Cells of one input plane.</summary>
    public int InputPlane => Depth.Input * Height.Input * Width.Input;

    /// <summary>Positions from the first output of the first to the last output of the last of some samples.</summary>
    public int Columns(int samples) => Math.Max(((samples - 1) * Plane) + Span, 0);

    /// <summary>Floats needed for some channels, with what loops read behind them.</summary>
    public long Floats(int channels) => ((long)channels * ChannelPitch) + Slack;

    /// <summary>Distance of one position from the start of a phase.</summary>
    public int Position(int depth, int height, int width) => (((depth * Height.Extent) + height) * Width.Extent) + width;
}
