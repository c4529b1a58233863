namespace DeepHealth.Eddl;

/// <summary>Convolution of images: samples <c>[channels, height, width]</c>, weights <c>[filters, channels/groups, …kernel]</c>.</summary>
/// <param name="filters">Output channels, at least 1.</param>
/// <param name="kernel">Cells of the kernel, one number for all axes or one per axis.</param>
/// <param name="stride">Step of the kernel; 1 where null.</param>
/// <param name="padding">Cells added around the input; as much that a stride of 1 keeps the size where null.</param>
/// <param name="dilation">Distance of the kernel's cells; 1 where null.</param>
/// <param name="groups">Groups of channels convolved separately.</param>
/// <param name="bias">Whether a bias is added; leave it out before a normalisation.</param>
/// <param name="initializer">Initial weights; <see cref="Initializer.HeNormal"/> where null.</param>
public sealed class Conv2D(
    int filters, int[] kernel, int[]? stride = null, Padding? padding = null, int[]? dilation = null, int groups = 1, bool bias = true, Initializer? initializer = null)
    : Convolution(2, filters, kernel, new ConvolutionOptions(stride, padding ?? Padding.Same, dilation, groups), bias, initializer)
{
    /// <summary>Creates a convolution with the same kernel size and stride along every axis.</summary>
    /// <inheritdoc cref="Conv2D(int, int[], int[], Padding, int[], int, bool, Initializer)"/>
    public Conv2D(int filters, int kernel, int stride = 1, Padding? padding = null, int dilation = 1, int groups = 1, bool bias = true, Initializer? initializer = null)
        : this(filters, [kernel], [stride], padding, [dilation], groups, bias, initializer)
    {
    }
}
