using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Reduce, Extreme, ExtremeGradient and ChannelSum.</summary>
internal static class ReductionCases
{
    // Float sums of up to 40 000 numbers below 1, in any order.
    private const double SumTolerance = 2e-4;

    private static readonly ReduceShape[] s_shapes =
    [
        new(1, 1, 1), new(1, 7, 1), new(1, 16, 1), new(1, 17, 1), new(1, 33, 1), new(1, 40_003, 1), new(5, 15, 1), new(3, 31, 1), new(2, 100, 1),
        new(1, 5, 16), new(1, 5, 17), new(1, 33, 3), new(4, 3, 5), new(2, 16, 33), new(3, 1, 7), new(7, 2, 1), new(201, 200, 1), new(1, 200, 201),
        new(20, 50, 40), new(1, 20_011, 2), new(20_011, 2, 1), new(2, 3, 10_007), new(0, 3, 2), new(2, 3, 0),
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach (ReduceShape shape in s_shapes)
        {
            yield return Reduce(new Sum(), shape, SumTolerance);
            yield return Reduce(new SumOfSquares(), shape, SumTolerance);
            yield return Reduce(new SumOfMagnitudes(), shape, SumTolerance);
            yield return Reduce(new Largest(), shape, 0);
            yield return Reduce(new Smallest(), shape, 0);
            yield return Reduce(new Product(), shape, 1e-5);
            yield return ReduceNaN(new Sum(), shape);
            yield return ReduceNaN(new Largest(), shape);
            yield return ReduceNaN(new Smallest(), shape);
            foreach (bool largest in (bool[])[true, false])
            {
                string name = $"{(largest ? "largest" : "smallest")} {Text(shape)}";
                yield return new($"Extreme {name}", 0, (kernels, memory) => Extreme(kernels, memory, memory.Random(Whole(shape)), shape, largest));
                yield return new($"Extreme {name} with ties", 0, (kernels, memory) =>
                    Extreme(kernels, memory, WithTies(memory, shape, hasNaN: false), shape, largest));
                yield return new($"Extreme {name} with NaN", 0, (kernels, memory) =>
                    Extreme(kernels, memory, WithTies(memory, shape, hasNaN: true), shape, largest));
            }

            foreach (bool accumulate in (bool[])[false, true])
            {
                yield return new($"ExtremeGradient {Text(shape)}{(accumulate ? " accumulate" : "")}", 0, (kernels, memory) => kernels.ExtremeGradient(
                    memory.Random(Part(shape)), memory.Integers(Part(shape), shape.Size), memory.Output(Whole(shape), accumulate), shape, accumulate));
            }
        }

        foreach (ReduceShape shape in (ReduceShape[])[new(2, 3, 0), new(2, 0, 3), new(1, 0, 1), new(1, 0, 17)])
        {
            yield return Reduce(new Sum(), shape with { Size = 0 }, 0);
            yield return Reduce(new Largest(), shape with { Size = 0 }, 0);
        }

        foreach (ChannelShape shape in (ChannelShape[])[new(1, 1, 1), new(3, 5, 1), new(17, 16, 1), new(2, 3, 17), new(4, 33, 7), new(1, 4, 100), new(8, 5, 1003), new(200, 201, 1)])
        {
            foreach (bool accumulate in (bool[])[false, true])
            {
                yield return new($"ChannelSum {shape.Batch} {shape.Channels} {shape.Inner}{(accumulate ? " accumulate" : "")}", SumTolerance, (kernels, memory)
                    => kernels.ChannelSum(memory.Random([shape.Batch, shape.Channels, shape.Inner]), memory.Output([shape.Channels], accumulate), shape, accumulate));
            }
        }
    }

    private static KernelCase Reduce<TOp>(TOp op, ReduceShape shape, double tolerance)
        where TOp : struct, IReduceOp
        => new($"Reduce {TOp.Name} {Text(shape)}", tolerance, (kernels, memory) => kernels.Reduce(op, memory.Random(Whole(shape)), memory.Output(Part(shape)), shape));

    private static KernelCase ReduceNaN<TOp>(TOp op, ReduceShape shape)
        where TOp : struct, IReduceOp
        => new($"Reduce {TOp.Name} {Text(shape)} with NaN", SumTolerance, (kernels, memory)
            => kernels.Reduce(op, WithTies(memory, shape, hasNaN: true), memory.Output(Part(shape)), shape));

    private static void Extreme(Kernels kernels, TestMemory memory, Tensor x, ReduceShape shape, bool largest)
        => kernels.Extreme(x, memory.Output(Part(shape)), memory.Output(Part(shape), type: DType.Int32), shape, largest);

    private static Tensor WithTies(TestMemory memory, ReduceShape shape, bool hasNaN)
    {
        RandomSequence random = new(3, 1);
        float[] values = new float[Whole(shape).ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            int value = random.Integer(i, 12);
            values[i] = value < 2 && hasNaN ? float.NaN : (value % 4) - 2;
        }

        return memory.Values<float>(Whole(shape), DType.Float32, values);
    }

    private static Shape Whole(ReduceShape shape) => [shape.Outer, shape.Size, shape.Inner];

    private static Shape Part(ReduceShape shape) => [shape.Outer, shape.Inner];

    private static string Text(ReduceShape shape) => $"[{shape.Outer}, {shape.Size}, {shape.Inner}]";
}
