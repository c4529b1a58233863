using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public static partial class Functional
{
    /// <summary>Convolution (cross-correlation) in one, two or three dimensions.</summary>
    /// <param name="x"><c>[N, C, L]</c>, <c>[N, C, H, W]</c> or <c>[N, C, D, H, W]</c>.</param>
    /// <param name="weight"><c>[K, C/groups, …kernel]</c>.</param>
    /// <param name="bias"><c>[K]</c>, or null.</param>
    /// <param name="options">Stride, padding, dilation, groups.</param>
    /// <returns><c>[N, K, …]</c>.</returns>
    /// <exception cref="ShapeException">Channels, groups, bias or window do not fit.</exception>
    public static Tensor Convolution(Tensor x, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(options);
        x.RequireFloat32("Convolution");
        weight.RequireFloat32("Convolution");
        ConvolutionShape shape = options.ShapeOf(x.Shape, weight.Shape);
        RequireBias("Convolution", bias, weight, shape.Filters);
        ConvolutionNode<Identity> node = new(default, x.Contiguous(), weight.Contiguous(), bias?.Contiguous(), shape);
        return Recorder.Run(node, WindowOptions.OutputShape(x.Shape, shape.Filters, shape.Depth, shape.Height, shape.Width));
    }

    /// <summary>Transposed convolution in one, two or three dimensions: the gradient of a convolution by its input, used to enlarge.</summary>
    /// <remarks><c>y[n, k, i·stride + r·dilation − padBefore] += Σ_c w[c,k,r] · x[n,c,i]</c>. Dumoulin and Visin, "A guide to convolution
    /// arithmetic for deep learning", 2016, chapter 4.</remarks>
    /// <param name="x"><c>[N, C, L]</c>, <c>[N, C, H, W]</c> or <c>[N, C, D, H, W]</c>.</param>
    /// <param name="weight"><c>[C, K/groups, …kernel]</c>.</param>
    /// <param name="bias"><c>[K]</c>, or null.</param>
    /// <param name="options">Stride, padding, dilation, groups, output padding.</param>
    /// <returns><c>[N, K, …]</c>.</returns>
    /// <exception cref="ShapeException">Channels, groups, bias or window do not fit.</exception>
    public static Tensor ConvolutionTranspose(Tensor x, Tensor weight, Tensor? bias, ConvolutionTransposeOptions options)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(options);
        x.RequireFloat32("ConvolutionTranspose");
        weight.RequireFloat32("ConvolutionTranspose");
        ConvolutionShape shape = options.ShapeOf(x.Shape, weight.Shape);
        RequireBias("ConvolutionTranspose", bias, weight, shape.Channels);
        Shape result = ConvolutionTransposeOptions.ResultShape(x.Shape, shape);
        return Recorder.Run(new ConvolutionTransposeNode(x.Contiguous(), weight.Contiguous(), bias?.Contiguous(), shape), result);
    }

    /// <summary>Largest value of each window, per channel.</summary>
    /// <param name="x"><c>[N, C, L]</c>, <c>[N, C, H, W]</c> or <c>[N, C, D, H, W]</c>.</param>
    /// <param name="options">Kernel, stride, padding, dilation.</param>
    /// <exception cref="ShapeException">The window does not fit, or the padding is larger than half of it.</exception>
    public static Tensor MaxPool(Tensor x, PoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Tensor source, PoolShape shape, Shape output) = Pool("MaxPool", x, options);
        Tensor indices = new(output, DType.Int32, source.Device);
        return Recorder.Run(new MaxPoolNode(source, indices, shape), output);
    }

    /// <summary>Mean of each window, per channel.</summary>
    /// <inheritdoc cref="MaxPool"/>
    public static Tensor AveragePool(Tensor x, PoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Tensor source, PoolShape shape, Shape output) = Pool("AveragePool", x, options);
        return Recorder.Run(new AveragePoolNode(source, shape), output);
    }

    private static void RequireBias(string operation, Tensor? bias, Tensor weight, int filters)
    {
        bias?.RequireFloat32(operation);
        if (bias is not null && bias.Shape != new Shape(filters))
        {
            throw new ShapeException($"{operation}: the bias {bias.Shape} does not have one value for each of the {filters} filters of {weight.Shape}.");
        }
    }

    private static (Tensor Source, PoolShape Shape, Shape Output) Pool(string operation, Tensor x, PoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.RequireFloat32(operation);
        PoolShape shape = options.ShapeOf(operation, x.Shape);
        Shape output = WindowOptions.OutputShape(x.Shape, x.Shape[1], shape.Depth, shape.Height, shape.Width);
        return (x.Contiguous(), shape, output);
    }
}
