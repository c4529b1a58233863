using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sizes of an N-dimensional convolution; 1-D and 2-D have leading windows of one cell.</summary>
/// <param name="Batch">Samples.</param>
/// <param name="Channels">Input channels C.</param>
/// <param name="Filters">Output channels K.</param>
/// <param name="Groups">Groups; C and K are multiples of it.</param>
/// <param name="Depth">Window along D.</param>
/// <param name="Height">Window along H.</param>
/// <param name="Width">Window along W.</param>
public readonly record struct ConvolutionShape(int Batch, int Channels, int Filters, int Groups, Window Depth, Window Height, Window Width)
{
    /// <summary>Input channels that one filter sees.</summary>
    public int ChannelsPerGroup => Channels / Groups;

    /// <summary>Filters of one group.</summary>
    public int FiltersPerGroup => Filters / Groups;

    /// <summary>Cells of one input channel.</summary>
    public int InputPlane => Depth.Input * Height.Input * Width.Input;

    /// <summary>Cells of one output channel.</summary>
    public int OutputPlane => Depth.Output * Height.Output * Width.Output;

    /// <summary>Cells of the kernel of one channel.</summary>
    public int KernelPlane => Depth.Kernel * Height.Kernel * Width.Kernel;

    /// <summary>Products summed into one output element.</summary>
    public int Taps => ChannelsPerGroup * KernelPlane;
}
