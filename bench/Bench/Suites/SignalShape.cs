using DeepHealth.Eddl;

namespace DeepHealth.Bench;

/// <summary>Sizes of a one-dimensional convolution that keeps the length, or divides it by the stride.</summary>
/// <param name="Batch">Samples.</param>
/// <param name="Channels">Input channels.</param>
/// <param name="Filters">Output channels.</param>
/// <param name="Length">Input length.</param>
/// <param name="Kernel">Cells of the kernel, odd.</param>
/// <param name="Stride">Step of the kernel.</param>
public readonly record struct SignalShape(int Batch, int Channels, int Filters, int Length, int Kernel, int Stride) : IWork
{
    /// <summary>The sizes as kernels take them.</summary>
    public ConvolutionShape Sizes => new(
        Batch, Channels, Filters, 1, Window.Single, Window.Single, new Window(Length, Kernel, Stride, PadBefore: Kernel / 2, PadAfter: Kernel / 2));

    /// <summary>Multiplications and additions of a forward pass; each gradient has as many.</summary>
    public double Work => 2.0 * Batch * Filters * Sizes.OutputPlane * Sizes.Taps;

    /// <summary>Text such as <c>32x12x1000 to 64, 7/2</c>: input, filters, kernel and stride.</summary>
    public override string ToString() => $"{Batch}x{Channels}x{Length} to {Filters}, {Kernel}/{Stride}";
}
