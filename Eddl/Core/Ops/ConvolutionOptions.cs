using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Settings of a convolution.</summary>
/// <param name="stride">Step of the window, per axis or one for all, at least 1; 1 where null.</param>
/// <param name="padding">Cells added around the input; none where null.</param>
/// <param name="dilation">Distance of the kernel's cells, per axis or one for all, at least 1; 1 where null.</param>
/// <param name="groups">Groups of channels convolved separately; divides the input channels and the filters.</param>
public sealed class ConvolutionOptions(int[]? stride = null, Padding? padding = null, int[]? dilation = null, int groups = 1)
    : WindowOptions(stride, padding ?? Padding.Valid, dilation)
{
    /// <summary>Groups of channels convolved separately.</summary>
    public int Groups { get; } = groups;

    internal ConvolutionShape ShapeOf(Shape input, Shape weight)
    {
        if (weight.Rank != input.Rank)
        {
            throw new ShapeException($"Convolution: the input {input} and the weight {weight} have different numbers of axes.");
        }

        (Window depth, Window height, Window width) = Windows("Convolution", input, weight.Rank > 2 ? weight.Sizes[2..] : []);
        int channels = input[1];
        int filters = weight[0];
        if (Groups < 1 || channels % Groups != 0 || filters % Groups != 0)
        {
            throw new ShapeException($"Convolution: {Groups} groups do not divide the {channels} channels of {input} and the {filters} filters of {weight}.");
        }

        return weight[1] == channels / Groups
            ? new ConvolutionShape(input[0], channels, filters, Groups, depth, height, width)
            : throw new ShapeException(
                $"Convolution: the input {input} has {channels / Groups} channels per group, but the weight {weight} was made for {weight[1]}.");
    }
}
