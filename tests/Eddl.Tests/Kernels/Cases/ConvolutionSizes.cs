using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Shapes of the operands of a convolution.</summary>
internal static class ConvolutionSizes
{
    /// <summary><c>[N, C, D, H, W]</c>.</summary>
    public static Shape Input(in ConvolutionShape shape)
        => [shape.Batch, shape.Channels, shape.Depth.Input, shape.Height.Input, shape.Width.Input];

    /// <summary><c>[N, K, D, H, W]</c>.</summary>
    public static Shape Output(in ConvolutionShape shape)
        => [shape.Batch, shape.Filters, shape.Depth.Output, shape.Height.Output, shape.Width.Output];

    /// <summary><c>[K, C / groups, D, H, W]</c>.</summary>
    public static Shape Weights(in ConvolutionShape shape)
        => [shape.Filters, shape.ChannelsPerGroup, shape.Depth.Kernel, shape.Height.Kernel, shape.Width.Kernel];
}
