using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Settings of a transposed convolution.</summary>
/// <remarks>An axis of <c>n</c> cells becomes <c>(n − 1)·stride − padBefore − padAfter + (kernel − 1)·dilation + 1 + outputPadding</c> cells;
/// with <see cref="Padding.Same"/> it becomes <c>n·stride</c> cells.</remarks>
/// <param name="stride">Cells of the output between neighbouring cells of the input, per axis or one for all, at least 1; 1 where null.</param>
/// <param name="padding">Cells cut off around the output; none where null.</param>
/// <param name="dilation">Distance of the kernel's cells, per axis or one for all, at least 1; 1 where null.</param>
/// <param name="groups">Groups of channels convolved separately; divides the input channels.</param>
/// <param name="outputPadding">Cells added after the output, per axis or one for all, from 0 to below the stride; 0 where null. They choose among
/// the output sizes that a convolution with this stride makes the input size from; not to be used with <see cref="Padding.Same"/>.</param>
public sealed class ConvolutionTransposeOptions(
    int[]? stride = null, Padding? padding = null, int[]? dilation = null, int groups = 1, int[]? outputPadding = null)
    : WindowOptions(stride, padding ?? Padding.Valid, dilation)
{
    private const string Operation = "ConvolutionTranspose";

    /// <summary>Groups of channels convolved separately.</summary>
    public int Groups { get; } = groups;

    /// <summary>Cells added after the output.</summary>
    public IReadOnlyList<int> OutputPadding { get; } = [.. outputPadding ?? [0]];

    /// <summary>The shape <c>[N, filters, …]</c> of the result.</summary>
    internal static Shape ResultShape(Shape input, in ConvolutionShape shape)
    {
        ReadOnlySpan<int> sizes = [shape.Depth.Input, shape.Height.Input, shape.Width.Input];
        return new Shape([input[0], shape.Channels, .. sizes[^(input.Rank - 2)..]]);
    }

    /// <summary>The convolution whose input gradient this is: its output has the shape of <paramref name="input"/>, its input that of the result.</summary>
    internal ConvolutionShape ShapeOf(Shape input, Shape weight)
    {
        if (weight.Rank != input.Rank)
        {
            throw new ShapeException($"{Operation}: the input {input} and the weight {weight} have different numbers of axes.");
        }

        (Window depth, Window height, Window width) = Windows(Operation, input, weight.Rank > 2 ? weight.Sizes[2..] : []);
        if (Groups < 1 || input[1] % Groups != 0)
        {
            throw new ShapeException($"{Operation}: {Groups} groups do not divide the {input[1]} channels of {input}.");
        }

        return weight[0] == input[1]
            ? new ConvolutionShape(input[0], weight[1] * Groups, input[1], Groups, depth, height, width)
            : throw new ShapeException($"{Operation}: the input {input} has {input[1]} channels, but the weight {weight} was made for {weight[0]}.");
    }

    private protected override Window Pad(string operation, int axis, int axes, Window bare)
    {
        int extra = Pick(operation, "outputPadding", OutputPadding, axis, axes);
        if (extra < 0 || extra >= bare.Stride || (extra > 0 && Padding.IsSame))
        {
            throw new ShapeException(
                $"{operation}: outputPadding {extra} must be from 0 to below the stride {bare.Stride}, and 0 with padding same; the padding is {Padding}.");
        }

        if (Padding.IsSame)
        {
            return Padding.Apply(operation, axis, axes, bare with { Input = Size((long)bare.Input * bare.Stride) });
        }

        Window padded = Padding.Apply(operation, axis, axes, bare);
        return padded with { Input = Size(((bare.Input - 1L) * bare.Stride) + bare.Extent + extra - padded.PadBefore - padded.PadAfter) };

        int Size(long cells) => cells is >= 1 and <= int.MaxValue
            ? (int)cells
            : throw new ShapeException(
                $"{operation}: {bare.Input} cells, a kernel of {bare.Extent} cells, stride {bare.Stride} and padding {Padding} leave {cells} cells.");
    }
}
