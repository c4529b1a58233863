using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Convolution and its two gradients in 1-D, 2-D and 3-D.</summary>
internal static class ConvolutionCases
{
    private const int RandomShapes = 60;

    public static IEnumerable<KernelCase> All() => Shapes().Distinct().SelectMany(Kernels);

    /// <summary>Shapes with every feature alone, then shapes that mix them.</summary>
    internal static IEnumerable<ConvolutionShape> Shapes()
    {
        // 1-D: sizes around the vector width, stride, dilation, padding on one side, windows larger than the input, unused input cells.
        yield return Line(1, 1, 1, 1, new(1, 1));
        yield return Line(1, 1, 1, 1, new(5, 3));
        yield return Line(2, 3, 5, 1, new(15, 3, PadBefore: 1, PadAfter: 1));
        yield return Line(2, 3, 5, 1, new(16, 3, PadBefore: 1, PadAfter: 1));
        yield return Line(2, 3, 5, 1, new(17, 3, PadBefore: 1, PadAfter: 1));
        yield return Line(2, 16, 32, 1, new(33, 5, PadBefore: 2, PadAfter: 2));
        yield return Line(2, 17, 33, 1, new(40, 7, Stride: 2, PadBefore: 3, PadAfter: 3));
        yield return Line(1, 4, 4, 1, new(20, 4, Stride: 3));
        yield return Line(1, 4, 6, 1, new(20, 2, Stride: 5));
        yield return Line(1, 4, 6, 1, new(19, 1, Stride: 2));
        yield return Line(2, 4, 6, 1, new(30, 3, Dilation: 4, PadBefore: 4, PadAfter: 4));
        yield return Line(2, 4, 6, 1, new(31, 5, Stride: 2, Dilation: 3, PadBefore: 5, PadAfter: 2));
        yield return Line(1, 2, 3, 1, new(9, 4, PadBefore: 3));
        yield return Line(1, 2, 3, 1, new(9, 4, PadAfter: 3));
        yield return Line(1, 2, 3, 1, new(3, 7, PadBefore: 3, PadAfter: 3));
        yield return Line(1, 2, 3, 1, new(2, 9, PadBefore: 7, PadAfter: 8));
        yield return Line(3, 2, 3, 1, new(4, 2, PadBefore: 5, PadAfter: 6));
        yield return Line(2, 8, 8, 8, new(33, 5, PadBefore: 2, PadAfter: 2));
        yield return Line(2, 6, 4, 2, new(18, 3));
        yield return Line(1, 4, 8, 4, new(17, 3, Stride: 2, PadBefore: 1));
        yield return Line(4, 9, 17, 1, new(1, 1));
        yield return Line(0, 3, 4, 1, new(9, 3));
        yield return Line(4, 16, 32, 1, new(200, 5, PadBefore: 2, PadAfter: 2));

        // 2-D.
        yield return Plane(1, 1, 1, 1, new(3, 3), new(3, 3));
        yield return Plane(2, 3, 8, 1, new(9, 3, PadBefore: 1, PadAfter: 1), new(11, 3, PadBefore: 1, PadAfter: 1));
        yield return Plane(2, 5, 16, 1, new(8, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(17, 3, Stride: 2, PadBefore: 1, PadAfter: 1));
        yield return Plane(1, 16, 33, 1, new(7, 1), new(7, 1));
        yield return Plane(3, 33, 16, 1, new(8, 1, Stride: 2), new(8, 1, Stride: 2));
        yield return Plane(2, 4, 5, 1, new(10, 3, Dilation: 2, PadBefore: 2, PadAfter: 2), new(12, 3, Dilation: 3, PadBefore: 3, PadAfter: 3));
        yield return Plane(1, 3, 4, 1, new(8, 2, PadBefore: 1), new(9, 4, PadBefore: 1, PadAfter: 2));
        yield return Plane(2, 8, 8, 8, new(9, 3, PadBefore: 1, PadAfter: 1), new(16, 3, PadBefore: 1, PadAfter: 1));
        yield return Plane(2, 8, 16, 4, new(6, 3, PadBefore: 1, PadAfter: 1), new(7, 3, PadBefore: 1, PadAfter: 1));
        yield return Plane(1, 3, 16, 1, new(28, 7, Stride: 2, PadBefore: 3, PadAfter: 3), new(28, 7, Stride: 2, PadBefore: 3, PadAfter: 3));
        yield return Plane(1, 2, 3, 1, new(2, 5, PadBefore: 2, PadAfter: 2), new(3, 5, PadBefore: 2, PadAfter: 2));
        yield return Plane(5, 2, 3, 1, new(5, 5), new(5, 5));
        yield return Plane(1, 2, 2, 1, new(5, 1), new(20, 3));
        yield return Plane(1, 2, 2, 1, new(20, 3), new(5, 1));
        yield return Plane(4, 16, 17, 1, new(16, 3, PadBefore: 1, PadAfter: 1), new(16, 3, PadBefore: 1, PadAfter: 1));
        yield return Plane(1, 64, 40, 1, new(8, 3, PadBefore: 1, PadAfter: 1), new(8, 3, PadBefore: 1, PadAfter: 1));

        // Lanes that are channels of their own or of small groups, under a window of three cells that slides by one.
        yield return Line(2, 5, 5, 5, new(300, 3, PadBefore: 1, PadAfter: 1));
        yield return Line(2, 40, 40, 40, new(1, 3, PadBefore: 1, PadAfter: 1));
        yield return Line(1, 32, 32, 8, new(2, 3, PadBefore: 2, PadAfter: 2));
        yield return Line(2, 16, 16, 2, new(270, 3, PadBefore: 4, PadAfter: 3));
        yield return Plane(2, 48, 48, 12, new(7, 3, PadBefore: 1, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1));
        yield return Plane(2, 48, 48, 6, new(7, 5, PadBefore: 2, PadAfter: 2), new(5, 3));
        yield return Plane(2, 48, 48, 3, new(9, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(8, 3, PadBefore: 1));
        yield return Plane(1, 19, 19, 19, new(9, 4, Dilation: 2, PadBefore: 3, PadAfter: 3), new(5, 3, PadAfter: 1));
        yield return new(2, 16, 16, 2, new(4, 2, Stride: 2), new(5, 3, PadBefore: 1, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1));

        // 3-D.
        yield return new(1, 1, 1, 1, new(2, 2), new(2, 2), new(2, 2));
        yield return new(2, 2, 3, 1, new(4, 3, PadBefore: 1, PadAfter: 1), new(5, 3, PadBefore: 1, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1));
        yield return new(1, 4, 6, 2, new(5, 2, Stride: 2), new(6, 3, Dilation: 2), new(17, 3, Stride: 2, PadBefore: 1));
        yield return new(1, 3, 3, 3, new(4, 3, PadBefore: 2, PadAfter: 1), new(4, 3, PadBefore: 0, PadAfter: 1), new(4, 1));
        yield return new(2, 16, 8, 1, new(3, 1), new(4, 1), new(5, 1));

        RandomSequence random = new(20260731, 0);
        int position = 0;
        for (int i = 0; i < RandomShapes; i++)
        {
            int dimensions = 1 + Draw(3);
            int groups = Math.Max(1, Draw(4));
            yield return new(
                1 + Draw(3), groups * (1 + Draw(6)), groups * (1 + Draw(20)), groups,
                dimensions > 2 ? Axis(7) : Window.Single, dimensions > 1 ? Axis(10) : Window.Single, Axis(dimensions == 1 ? 50 : 18));
        }

        int Draw(int bound) => random.Integer(position++, bound);

        Window Axis(int largest)
        {
            while (true)
            {
                Window window = new(1 + Draw(largest), 1 + Draw(5), 1 + Draw(3), 1 + Draw(3), Draw(4), Draw(4));
                if (window.Output > 0)
                {
                    return window;
                }
            }
        }
    }

    private static IEnumerable<KernelCase> Kernels(ConvolutionShape shape)
    {
        string name = Text(shape);
        Shape x = ConvolutionSizes.Input(shape), w = ConvolutionSizes.Weights(shape), y = ConvolutionSizes.Output(shape);

        // Float sums of products below 1: the error grows as the root of their number.
        double tolerance = 1e-6 * (1 + Math.Sqrt(shape.Taps));
        double inputTolerance = 1e-6 * (1 + Math.Sqrt(shape.FiltersPerGroup * shape.KernelPlane));
        double weightTolerance = 1e-6 * (1 + Math.Sqrt(shape.Batch * shape.OutputPlane));
        yield return new($"Convolution {name}", tolerance, (kernels, memory)
            => kernels.Convolution(memory.Random(x), memory.Random(w), null, memory.Output(y), shape));
        yield return new($"Convolution {name} bias", tolerance, (kernels, memory)
            => kernels.Convolution(memory.Random(x), memory.Random(w), memory.Random([shape.Filters]), memory.Output(y), shape));
        foreach (bool accumulate in (bool[])[false, true])
        {
            string suffix = accumulate ? " accumulate" : "";
            yield return new($"ConvolutionInputGradient {name}{suffix}", inputTolerance, (kernels, memory)
                => kernels.ConvolutionInputGradient(memory.Random(y), memory.Random(w), null, memory.Output(x, accumulate), shape, accumulate));
            yield return new($"ConvolutionInputGradient {name} bias{suffix}", inputTolerance, (kernels, memory) => kernels.ConvolutionInputGradient(
                memory.Random(y), memory.Random(w), memory.Random([shape.Channels]), memory.Output(x, accumulate), shape, accumulate));
            yield return new($"ConvolutionWeightGradient {name}{suffix}", weightTolerance, (kernels, memory)
                => kernels.ConvolutionWeightGradient(memory.Random(x), memory.Random(y), memory.Output(w, accumulate), shape, accumulate));
        }
    }

    internal static ConvolutionShape Line(int batch, int channels, int filters, int groups, Window width)
        => new(batch, channels, filters, groups, Window.Single, Window.Single, width);

    internal static ConvolutionShape Plane(int batch, int channels, int filters, int groups, Window height, Window width)
        => new(batch, channels, filters, groups, Window.Single, height, width);

    internal static string Text(ConvolutionShape shape)
        => $"n{shape.Batch} c{shape.Channels} k{shape.Filters} g{shape.Groups} {Text(shape.Depth)} {Text(shape.Height)} {Text(shape.Width)}";

    internal static string Text(Window window)
        => window == Window.Single
            ? "-"
            : $"{window.Input}/{window.Kernel} s{window.Stride} d{window.Dilation} p{window.PadBefore},{window.PadAfter}";
}
