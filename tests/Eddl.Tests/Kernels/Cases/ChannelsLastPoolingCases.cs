using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Pooling of operands whose channels lie last, with several halos.</summary>
internal static class ChannelsLastPoolingCases
{
    private const double Tolerance = 2e-6;

    private static readonly int[] s_channels = [1, 3, 16, 17, 33, 64];

    private static readonly int?[][] s_halos = [[0, 0], [1, 1], [0, 2], [2, null], [null, 1]];

    private static readonly PoolShape[] s_shapes =
    [
        Line(new(1, 1)), Line(new(33, 2, Stride: 2)), Line(new(17, 3, Stride: 2, PadBefore: 1, PadAfter: 1)), Line(new(40, 5, Stride: 3, PadAfter: 2)),
        Line(new(20, 2, Stride: 3)), Line(new(20, 3, Dilation: 2, PadBefore: 2)), Line(new(3, 7, PadBefore: 3, PadAfter: 3)),
        Line(new(3, 2, PadBefore: 3, PadAfter: 3)), Plane(new(2, 2), new(2, 2)), Plane(new(9, 2, Stride: 2), new(35, 2, Stride: 2)),
        Plane(new(32, 2, Stride: 2), new(32, 2, Stride: 2)), Plane(new(11, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(12, 3, Stride: 2, PadBefore: 1, PadAfter: 1)),
        Plane(new(6, 3), new(7, 3)), Plane(new(5, 2, Stride: 2, PadBefore: 1), new(6, 3, Stride: 2, PadAfter: 1)), Plane(new(7, 7), new(6, 6)),
        Plane(new(9, 2, Stride: 3, Dilation: 2), new(8, 2, Stride: 2, Dilation: 3, PadBefore: 2)),
        new(0, new(4, 2, Stride: 2), new(6, 2, Stride: 2), new(8, 2, Stride: 2)), new(0, new(5, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(4, 3, PadBefore: 1), new(7, 2)),
    ];

    public static IEnumerable<KernelCase> All()
    {
        // Every window meets every number of channels, and every halo a few of both.
        for (int i = 0; i < s_shapes.Length; i++)
        {
            for (int j = 0; j < s_channels.Length; j++)
            {
                foreach (KernelCase made in Of(s_shapes[i], s_channels[j], s_halos[(i + j) % s_halos.Length]))
                {
                    yield return made;
                }
            }
        }
    }

    private static IEnumerable<KernelCase> Of(PoolShape windows, int channels, int?[] halos)
    {
        PoolShape shape = windows with { Planes = 2 * channels };
        Shape x = Sizes(channels, shape.Depth.Input, shape.Height.Input, shape.Width.Input);
        Shape y = Sizes(channels, shape.Depth.Output, shape.Height.Output, shape.Width.Output);
        string text = $"{ConvolutionCases.Text(shape.Depth)} {ConvolutionCases.Text(shape.Height)} {ConvolutionCases.Text(shape.Width)}";
        string name = $"channels last {x} {text} halos {string.Join(' ', halos.Select(halo => halo?.ToString() ?? "-"))}";
        foreach (string content in (string[])["distinct", "ties", "NaN", "low"])
        {
            yield return new($"MaxPool {name} {content}", 0, (kernels, memory) =>
            {
                CellFormat format = new(kernels);
                kernels.MaxPool(
                    format.Input(PoolingCases.Content(memory, x, content), halos[0]), format.Output(memory.Output(y), halos[1]),
                    format.Indices(memory.Output(y, type: DType.Int32)), shape);
                format.Finish();
            });
        }

        foreach (bool accumulate in (bool[])[false, true])
        {
            string suffix = accumulate ? " accumulate" : "";
            yield return new($"MaxPoolGradient {name}{suffix}", Tolerance, (kernels, memory) =>
            {
                CellFormat format = new(kernels);
                Tensor indices = memory.Output(y, type: DType.Int32);
                Device.Reference.Kernels.MaxPool(PoolingCases.Content(memory, x, "ties"), memory.Output(y), indices, shape);
                kernels.MaxPoolGradient(
                    format.Input(memory.Random(y), halos[1]), format.Indices(indices), format.Output(memory.Output(x, accumulate), halos[0]), shape, accumulate);
                format.Finish();
            });
            yield return new($"AveragePoolGradient {name}{suffix}", Tolerance, (kernels, memory) =>
            {
                CellFormat format = new(kernels);
                kernels.AveragePoolGradient(
                    format.Input(memory.Random(y), halos[1]), format.Output(memory.Output(x, accumulate), halos[0]),
                    shape with { CountPadding = accumulate }, accumulate);
                format.Finish();
            });
            yield return new($"AveragePool {name}{(accumulate ? " counting padding" : "")}", Tolerance, (kernels, memory) =>
            {
                CellFormat format = new(kernels);
                kernels.AveragePool(
                    format.Input(memory.Random(x), halos[0]), format.Output(memory.Output(y), halos[1]), shape with { CountPadding = accumulate });
                format.Finish();
            });
        }

        // Two samples; leading axes of one cell are left out.
        Shape Sizes(int count, int depth, int height, int width)
            => windows.Depth != Window.Single ? [2, count, depth, height, width] : windows.Height != Window.Single ? [2, count, height, width] : [2, count, width];
    }

    private static PoolShape Line(Window width) => new(0, Window.Single, Window.Single, width);

    private static PoolShape Plane(Window height, Window width) => new(0, Window.Single, height, width);
}
