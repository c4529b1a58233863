using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A 3×3 convolution or its input gradient as patches of 2×2 results, which take 16 products instead of 36 per channel and filter.</summary>
/// <remarks>See <see cref="WinogradTransform{TRegister, TVector}"/>. Whether a convolution takes this way, and how it is cut into parts, depends on
/// its sizes alone.</remarks>
internal readonly struct WinogradPlan
{
    /// <summary>Numbers that one patch has of every channel and of every filter.</summary>
    public const int Points = 16;

    /// <summary>Weights of one channel and filter.</summary>
    public const int Taps = 9;

    /// <summary>Numbers between neighbouring points, so that they do not meet in the same lines of the first-level cache.</summary>
    public const int Gap = 16;

    /// <summary>Channels come in multiples of this: whole registers of every instruction set.</summary>
    public const int ChannelUnit = 16;

    // Few channels are not worth the transforms.
    private const int LeastChannels = 32;

    // Patches below which transforming the weights costs more than it saves.
    private const int LeastPatches = 64;

    // Transformed input of a part, in floats: most of the second-level cache. Patches of a part where channels are few or many.
    private const int PartFloats = 160 * 1024;
    private const int FewestPartPatches = 28;
    private const int MostPartPatches = 56;

    // The number of ranges is a multiple of this, so that few parts still share out evenly.
    private const int RangeUnit = 8;

    // Panels that make repeating the input's transform cheap, and parts wanted.
    private const int PanelsOfSplit = 2;
    private const int WantedParts = 16;

    /// <summary>Plans a convolution that <see cref="Takes"/>.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="isGradient">Whether the result is the input gradient.</param>
    /// <param name="source">Arrangement of the source.</param>
    /// <param name="result">Arrangement of the result.</param>
    /// <param name="sizes">Panels.</param>
    public WinogradPlan(in ConvolutionShape shape, bool isGradient, ChannelsLast source, ChannelsLast result, in PanelSizes sizes)
    {
        Sizes = sizes;

        // In the input gradient the window is turned round: its last cell comes first.
        Grid = isGradient
            ? new(source, result, shape.Height.PadBefore - 2, shape.Width.PadBefore - 2)
            : new(source, result, -shape.Height.PadBefore, -shape.Width.PadBefore);
        int most = Math.Clamp(PartFloats / (Points * sizes.Terms), FewestPartPatches, MostPartPatches);
        int ranges = (Grid.Patches + most - 1) / most;
        Ranges = (ranges + RangeUnit - 1) / RangeUnit * RangeUnit;
        Splits = Math.Clamp(WantedParts / Ranges, 1, Math.Max(1, sizes.Panels / PanelsOfSplit));
    }

    /// <summary>Patches.</summary>
    public WinogradGrid Grid { get; }

    /// <summary>Panels.</summary>
    public PanelSizes Sizes { get; }

    /// <summary>Ranges of patches.</summary>
    public int Ranges { get; }

    /// <summary>Ranges of panels.</summary>
    public int Splits { get; }

    /// <summary>Whether a convolution takes this way.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="isGradient">Whether the result is the input gradient.</param>
    public static bool Takes(in ConvolutionShape shape, bool isGradient)
        => shape is { Groups: 1, Depth: { Kernel: 1, Stride: 1, PadBefore: 0, PadAfter: 0 } } && IsThree(shape.Height) && IsThree(shape.Width)
            && IsChannels(shape.Channels) && IsChannels(shape.Filters)
            && IsWorth(shape.Batch * (long)shape.Depth.Input, Cells(shape.Height, isGradient), Cells(shape.Width, isGradient));

    private static bool IsThree(in Window window) => window is { Kernel: 3, Stride: 1, Dilation: 1 };

    private static bool IsChannels(int channels) => channels >= LeastChannels && channels % ChannelUnit == 0;

    private static int Cells(in Window window, bool isGradient) => isGradient ? window.Input : window.Output;

    private static bool IsWorth(long planes, int height, int width)
        => height % 2 == 0 && width % 2 == 0 && planes * height * width is >= 4 * LeastPatches and < int.MaxValue;
}
