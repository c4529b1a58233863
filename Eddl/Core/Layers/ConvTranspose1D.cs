namespace DeepHealth.Eddl;

/// <summary>Transposed convolution of signals: samples <c>[channels, length]</c>, weights <c>[channels, filters/groups, …kernel]</c>.</summary>
/// <param name="filters">Output channels, at least 1.</param>
/// <param name="kernel">Cells of the kernel, one number for all axes or one per axis.</param>
/// <param name="stride">Cells of the output between neighbouring cells of the input; 1 where null.</param>
/// <param name="padding">Cells cut off around the output; as many that it has <c>input · stride</c> cells where null.</param>
/// <param name="outputPadding">Cells added after the output, from 0 to below the stride; 0 where null. Needs a padding in numbers.</param>
/// <param name="dilation">Distance of the kernel's cells; 1 where null.</param>
/// <param name="groups">Groups of channels convolved separately.</param>
/// <param name="bias">Whether a bias is added; leave it out before a normalisation.</param>
/// <param name="initializer">Initial weights; <see cref="Initializer.HeNormal"/> where null, with the mean number of products per output as fan-in.</param>
public sealed class ConvTranspose1D(
    int filters, int[] kernel, int[]? stride = null, Padding? padding = null, int[]? outputPadding = null, int[]? dilation = null, int groups = 1,
    bool bias = true, Initializer? initializer = null)
    : ConvolutionTranspose(1, filters, kernel, new ConvolutionTransposeOptions(stride, padding ?? Padding.Same, dilation, groups, outputPadding), bias, initializer)
{
    /// <summary>Creates a transposed convolution with the same kernel size and stride along every axis.</summary>
    /// <inheritdoc cref="ConvTranspose1D(int, int[], int[], Padding, int[], int[], int, bool, Initializer)"/>
    public ConvTranspose1D(
        int filters, int kernel, int stride = 1, Padding? padding = null, int outputPadding = 0, int dilation = 1, int groups = 1,
        bool bias = true, Initializer? initializer = null)
        : this(filters, [kernel], [stride], padding, [outputPadding], [dilation], groups, bias, initializer)
    {
    }
}
