using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Zip and both gradients: every op at one size, some ops at all sizes and over all kinds of broadcasting.</summary>
internal static class ZipCases
{
    private const double Tolerance = 3e-6;

    // Sums of up to 40 000 products below 2.
    private const double SumTolerance = 1e-4;

    private static readonly (Shape A, Shape B)[] s_broadcasts =
    [
        ([17], Shape.Scalar), (Shape.Scalar, [17]), (Shape.Scalar, Shape.Scalar), ([33], [1]), ([1, 1], [5, 16]),
        ([3, 5], [5]), ([5], [3, 5]), ([4, 33], [33]), ([4, 33], [1, 33]), ([7, 1], [1]),
        ([4, 33], [4, 1]), ([4, 1], [4, 33]), ([5, 1], [1, 7]), ([1, 16], [17, 1]),
        ([2, 3, 4], [3, 1]), ([2, 3, 16], [1, 3, 1]), ([1, 5, 1], [3, 5, 33]), ([2, 3, 4, 5], [1, 3, 1, 1]), ([2, 3, 4, 5], [2, 3, 1, 1]),
        ([3, 1, 5], [4, 1]), ([3, 1, 5], [3, 4, 5]), ([2, 1, 3, 1], [1, 4, 1, 5]), ([2, 4, 3], [2, 1, 3]), ([2, 1, 3, 17], [4, 1, 17]),
        ([2, 1, 2, 1, 2], [1, 3, 1, 3, 1]),
        ([0, 3], [3]), ([0, 3], [1, 3]), ([3, 0], [1]), ([2, 1, 3], [0, 1]),
        ([201, 200], [200]), ([200], [201, 200]), ([201, 200], [201, 1]), ([201, 200], [1]), ([40, 20, 51], [1, 20, 1]), ([40, 1, 51], [20, 1]),
        ([40_003], [1]), ([2, 20_011], [2, 1]), ([20_011, 2], [2]), ([20_011, 2], [20_011, 1]),
    ];

    public static IEnumerable<KernelCase> All()
    {
        IEnumerable<KernelCase>[] ops =
        [
            Op(new BinaryCrossEntropyWithLogits(2.5f), [37], [37]), Op(new Equal(), [37], [37]), Op(new Greater(), [37], [37]),
            Op(new GreaterOrEqual(), [37], [37]), Op(new Less(), [37], [37]), Op(new LessOrEqual(), [37], [37]), Op(new Maximum(), [37], [37]),
            Op(new Minimum(), [37], [37]), Op(new NotEqual(), [37], [37]), Op(new Pow(), [37], [37]), Op(new SquaredDifference(), [37], [37]),
            Op(new Maximum(), [4, 33], [33]), Op(new SquaredDifference(), [2, 3, 16], [3, 1]),
        ];
        IEnumerable<KernelCase>[] sizes = [.. KernelCases.Sizes.SelectMany(size
            => (IEnumerable<KernelCase>[])[Op(new Add(), [size], [size]), Op(new Multiply(), [size], [size]), Op(new Divide(), [size], [size])])];
        IEnumerable<KernelCase>[] broadcasts = [.. s_broadcasts.SelectMany(shapes
            => (IEnumerable<KernelCase>[])[Op(new Multiply(), shapes.A, shapes.B), Op(new Divide(), shapes.A, shapes.B)])];
        return ops.Concat(sizes).Concat(broadcasts).SelectMany(cases => cases);
    }

    private static IEnumerable<KernelCase> Op<TOp>(TOp op, Shape left, Shape right)
        where TOp : struct, IBinaryOp
    {
        Shape result = Shape.Broadcast(left, right, TOp.Name);
        string name = $"{TOp.Name} {left} {right}";
        yield return new($"Zip {name}", Tolerance, (kernels, memory)
            => kernels.Zip(op, memory.Random(left, 0.5f, 2), memory.Random(right, 0.5f, 2), memory.Output(result)));
        foreach (bool accumulate in (bool[])[false, true])
        {
            foreach (bool isLeft in (bool[])[true, false])
            {
                string title = $"ZipGradient{(isLeft ? "Left" : "Right")} {name}{(accumulate ? " accumulate" : "")}";
                bool isSum = (isLeft ? left : right) != result;
                yield return new(title, isSum ? SumTolerance : Tolerance, (kernels, memory) =>
                {
                    Tensor a = memory.Random(left, 0.5f, 2);
                    Tensor b = memory.Random(right, 0.5f, 2);
                    Tensor y = memory.Output(result);
                    Device.Reference.Kernels.Zip(op, a, b, y);
                    Tensor dy = memory.Random(result);
                    Tensor gradient = memory.Output(isLeft ? left : right, accumulate);
                    if (isLeft)
                    {
                        kernels.ZipGradientLeft(op, a, b, y, dy, gradient, accumulate);
                    }
                    else
                    {
                        kernels.ZipGradientRight(op, a, b, y, dy, gradient, accumulate);
                    }
                });
            }
        }
    }
}
