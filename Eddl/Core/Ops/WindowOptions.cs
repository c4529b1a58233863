using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How windows slide over one, two or three spatial axes.</summary>
/// <remarks>Every array holds one number for all spatial axes, or one per axis.</remarks>
public abstract class WindowOptions
{
    /// <summary>Creates the options.</summary>
    /// <param name="stride">Step of the window, at least 1; 1 where null.</param>
    /// <param name="padding">Cells added around the input.</param>
    /// <param name="dilation">Distance of the window's cells, at least 1; 1 where null.</param>
    protected WindowOptions(int[]? stride, Padding padding, int[]? dilation)
    {
        Stride = [.. stride ?? [1]];
        Padding = padding;
        Dilation = [.. dilation ?? [1]];
    }

    /// <summary>Step of the window.</summary>
    public IReadOnlyList<int> Stride { get; }

    /// <summary>Cells added around the input.</summary>
    public Padding Padding { get; }

    /// <summary>Distance of the window's cells.</summary>
    public IReadOnlyList<int> Dilation { get; }

    /// <summary>The shape <c>[N, channels, …output]</c> for an input with as many spatial axes.</summary>
    internal static Shape OutputShape(Shape input, int channels, Window depth, Window height, Window width)
    {
        ReadOnlySpan<int> outputs = [depth.Output, height.Output, width.Output];
        return new Shape([input[0], channels, .. outputs[^(input.Rank - 2)..]]);
    }

    internal static int Pick(string operation, string what, IReadOnlyList<int> values, int axis, int axes)
        => values.Count == 1 ? values[0]
            : values.Count == axes ? values[axis]
            : throw new ShapeException($"{operation}: {values.Count} values of {what} for {axes} spatial axes; give one, or one per axis.");

    /// <summary>The windows along D, H and W; missing leading axes get a window of one cell.</summary>
    private protected (Window Depth, Window Height, Window Width) Windows(string operation, Shape input, ReadOnlySpan<int> kernel)
    {
        int axes = input.Rank - 2;
        if (axes is < 1 or > 3)
        {
            throw new ShapeException($"{operation}: needs [N, C, L], [N, C, H, W] or [N, C, D, H, W], the input is {input}.");
        }

        Window[] windows = [Window.Single, Window.Single, Window.Single];
        int[] sizes = kernel.ToArray();
        for (int axis = 0; axis < axes; axis++)
        {
            Window bare = new(
                input[axis + 2],
                Pick(operation, "kernel", sizes, axis, axes),
                Pick(operation, "stride", Stride, axis, axes),
                Pick(operation, "dilation", Dilation, axis, axes));
            if (bare.Kernel < 1 || bare.Stride < 1 || bare.Dilation < 1)
            {
                bare.Validate(operation);
            }

            Window padded = Pad(operation, axis, axes, bare);
            padded.Validate(operation);
            windows[3 - axes + axis] = padded;
        }

        return (windows[0], windows[1], windows[2]);
    }

    /// <summary>Gives the window of one axis its padding.</summary>
    private protected virtual Window Pad(string operation, int axis, int axes, Window bare) => Padding.Apply(operation, axis, axes, bare);
}
