using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Max and average pooling and their gradients: ties, NaN, padding, overlapping windows and gaps.</summary>
internal static class PoolingCases
{
    // Sums of at most 50 numbers below 2.
    private const double Tolerance = 2e-6;

    private static readonly PoolShape[] s_shapes =
    [
        Line(1, new(1, 1)), Line(3, new(8, 2, Stride: 2)), Line(2, new(33, 2, Stride: 2)), Line(2, new(32, 2, Stride: 2)), Line(5, new(17, 3, Stride: 2, PadBefore: 1, PadAfter: 1)),
        Line(2, new(16, 3, PadBefore: 1, PadAfter: 1)), Line(2, new(40, 5, Stride: 3, PadAfter: 2)), Line(2, new(20, 2, Stride: 3)), Line(2, new(20, 3, Dilation: 2, PadBefore: 2)),
        Line(4, new(7, 7)), Line(2, new(3, 7, PadBefore: 3, PadAfter: 3)), Line(2, new(3, 2, PadBefore: 3, PadAfter: 3)), Line(20, new(2003, 2, Stride: 2)), Line(2, new(1000, 1000)),
        Plane(1, new(2, 2), new(2, 2)), Plane(3, new(8, 2, Stride: 2), new(8, 2, Stride: 2)), Plane(2, new(9, 2, Stride: 2), new(35, 2, Stride: 2)),
        Plane(4, new(9, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(11, 3, Stride: 2, PadBefore: 1, PadAfter: 1)), Plane(2, new(6, 3), new(7, 3)),
        Plane(2, new(5, 2, Stride: 2, PadBefore: 1), new(6, 3, Stride: 2, PadAfter: 1)), Plane(16, new(7, 7), new(7, 7)), Plane(2, new(6, 1), new(9, 3, Stride: 3)),
        Plane(16, new(56, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(56, 3, Stride: 2, PadBefore: 1, PadAfter: 1)), Plane(0, new(4, 2), new(4, 2)),
        new(2, new(4, 2, Stride: 2), new(6, 2, Stride: 2), new(8, 2, Stride: 2)), new(3, new(5, 3, Stride: 2, PadBefore: 1, PadAfter: 1), new(4, 3, PadBefore: 1), new(7, 2)),
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach (PoolShape shape in s_shapes)
        {
            Shape x = [shape.Planes, shape.Depth.Input, shape.Height.Input, shape.Width.Input];
            Shape y = [shape.Planes, shape.Depth.Output, shape.Height.Output, shape.Width.Output];
            string name = $"{shape.Planes} planes {ConvolutionCases.Text(shape.Depth)} {ConvolutionCases.Text(shape.Height)} {ConvolutionCases.Text(shape.Width)}";
            foreach (string content in (string[])["distinct", "ties", "NaN", "low"])
            {
                yield return new($"MaxPool {name} {content}", 0, (kernels, memory)
                    => kernels.MaxPool(Content(memory, x, content), memory.Output(y), memory.Output(y, type: DType.Int32), shape));
            }

            foreach (bool accumulate in (bool[])[false, true])
            {
                string suffix = accumulate ? " accumulate" : "";
                yield return new($"MaxPoolGradient {name}{suffix}", Tolerance, (kernels, memory) =>
                {
                    Tensor indices = memory.Output(y, type: DType.Int32);
                    Device.Reference.Kernels.MaxPool(Content(memory, x, "ties"), memory.Output(y), indices, shape);
                    kernels.MaxPoolGradient(memory.Random(y), indices, memory.Output(x, accumulate), shape, accumulate);
                });
                foreach (bool countPadding in (bool[])[false, true])
                {
                    string counted = countPadding ? " counting padding" : "";
                    yield return new($"AveragePoolGradient {name}{counted}{suffix}", Tolerance, (kernels, memory)
                        => kernels.AveragePoolGradient(memory.Random(y), memory.Output(x, accumulate), shape with { CountPadding = countPadding }, accumulate));
                }
            }

            foreach (bool countPadding in (bool[])[false, true])
            {
                string counted = countPadding ? " counting padding" : "";
                yield return new($"AveragePool {name}{counted}", Tolerance, (kernels, memory)
                    => kernels.AveragePool(memory.Random(x), memory.Output(y), shape with { CountPadding = countPadding }));
            }
        }
    }

    /// <summary>Distinct numbers; small whole numbers, so that most windows have ties; the same with NaN; or −∞ and lower finite numbers,
    /// which padding must not beat.</summary>
    public static Tensor Content(TestMemory memory, Shape shape, string content)
    {
        if (content == "distinct")
        {
            return memory.Random(shape);
        }

        RandomSequence random = new(11, 2);
        float[] values = new float[shape.ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            int value = random.Integer(i, 6);
            values[i] = content switch
            {
                "ties" => value - 2,
                "NaN" => value == 0 ? float.NaN : value - 2,
                _ => value < 3 ? float.NegativeInfinity : -1e30f - value,
            };
        }

        return memory.Values<float>(shape, DType.Float32, values);
    }

    private static PoolShape Line(int planes, Window width) => new(planes, Window.Single, Window.Single, width);

    private static PoolShape Plane(int planes, Window height, Window width) => new(planes, Window.Single, height, width);
}
