using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How the weight gradient of a convolution that a <see cref="WinogradPlan"/> takes is cut into parts; depends on its sizes alone.</summary>
/// <remarks>Sums lie as <c>[range, panel, point, channel, filter of the panel]</c>.</remarks>
internal readonly struct WinogradGradientPlan
{
    // Transformed operands of a block of patches, in floats, and the fewest patches of a block: fewer would spend their time on the sums.
    private const int BlockFloats = 160 * 1024;
    private const int FewestBlockPatches = 64;
    private const int MostBlockPatches = 128;

    // Parts wanted; ranges of the patches cost sums of their own, splits of the channels or filters transform the other operand again.
    private const int WantedParts = 8;
    private const int MostRanges = 32;
    private const int SplitChannels = 64;

    /// <summary>Plans a weight gradient.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="grid">Patches.</param>
    public WinogradGradientPlan(in ConvolutionShape shape, in WinogradGrid grid)
    {
        Grid = grid;
        Channels = shape.Channels;
        Filters = shape.Filters;

        // As many ranges as their sums stay small beside the transformed operands.
        double affordable = (shape.Channels + shape.Filters) / (4.0 * shape.Channels * shape.Filters) * grid.Patches;
        Ranges = Math.Clamp((int)affordable, 1, Math.Min(MostRanges, (grid.Patches + MostBlockPatches - 1) / MostBlockPatches));
        int splits = (WantedParts + Ranges - 1) / Ranges;
        FilterSplits = Math.Clamp(Math.Min(splits, shape.Filters / SplitChannels), 1, Panels);
        ChannelSplits = Math.Clamp(Math.Min((splits + FilterSplits - 1) / FilterSplits, shape.Channels / SplitChannels), 1, Units);
        int width = (Channels / ChannelSplits) + (Filters / FilterSplits);
        BlockPatches = Math.Clamp(BlockFloats / (WinogradPlan.Points * width), FewestBlockPatches, MostBlockPatches);
    }

    /// <summary>Filters of a panel.</summary>
    public static int PanelWidth => 2 * PanelSizes.Lanes;

    /// <summary>Patches; their source is the input, their result the output gradient.</summary>
    public WinogradGrid Grid { get; }

    /// <summary>Channels of the input.</summary>
    public int Channels { get; }

    /// <summary>Filters.</summary>
    public int Filters { get; }

    /// <summary>Panels of filters; the last may be half full.</summary>
    public int Panels => (Filters + PanelWidth - 1) / PanelWidth;

    /// <summary>Ranges of patches, each with sums of its own.</summary>
    public int Ranges { get; }

    /// <summary>Ranges of panels.</summary>
    public int FilterSplits { get; }

    /// <summary>Ranges of channels.</summary>
    public int ChannelSplits { get; }

    /// <summary>Patches that are transformed and multiplied at a time.</summary>
    public int BlockPatches { get; }

    /// <summary>Number of parts.</summary>
    public int Parts => Ranges * FilterSplits * ChannelSplits;

    /// <summary>Floats of the sums of one point of one panel.</summary>
    public nint PointSize => (nint)Channels * PanelWidth;

    /// <summary>Floats of the sums of one range.</summary>
    public nint RangeSize => Panels * WinogradPlan.Points * PointSize;

    private int Units => Channels / WinogradPlan.ChannelUnit;

    /// <summary>First channel of a range of channels.</summary>
    public int FirstChannel(int split) => split * Units / ChannelSplits * WinogradPlan.ChannelUnit;

    /// <summary>First panel of a range of panels.</summary>
    public int FirstPanel(int split) => split * Panels / FilterSplits;

    /// <summary>First patch of a range of patches.</summary>
    public int FirstPatch(int range) => (int)((long)range * Grid.Patches / Ranges);
}
