using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Map, MapGradient and Where: every element-wise op at one odd size, some ops at all sizes.</summary>
internal static class MapCases
{
    // A handful of float roundings and library functions of a few ulp, relative to the result or to 1.
    private const double Tolerance = 3e-6;

    public static IEnumerable<KernelCase> All()
    {
        IEnumerable<KernelCase>[] ops =
        [
            Op(new Abs()), Op(new Affine(1.5f, -0.25f)), Op(new Ceiling()), Op(new Clip(-0.5f, 1.25f)), Op(new Cos()), Op(new Elu(0.75f)),
            Op(new Erf()), Op(new Exp()), Op(new Floor()), Op(new Gelu()), Op(new GeluTanh()), Op(new HardSigmoid(0.2f, 0.5f)), Op(new HardSwish()),
            Op(new LeakyRelu(0.125f)), Op(new Log(), 0.1f), Op(new Mish()), Op(new Power(3)), Op(new Power(2.5f), 0.1f), Op(new Power(-2), 0.5f),
            Op(new Reciprocal(), 0.5f), Op(new Relu()), Op(new Round()), Op(new Selu()), Op(new Sigmoid()), Op(new Sign()), Op(new Silu()),
            Op(new Sin()), Op(new Softplus()), Op(new Softsign()), Op(new Sqrt(), 0.1f), Op(new Square()), Op(new Tanh()),
            Op(new ThresholdedRelu(0.5f)),
        ];
        IEnumerable<KernelCase>[] sizes = [.. KernelCases.Sizes.SelectMany(size => (IEnumerable<KernelCase>[])[Size(new Relu(), size), Size(new Sigmoid(), size)])];
        return ops.Concat(sizes).Append(Wheres()).SelectMany(cases => cases);
    }

    private static IEnumerable<KernelCase> Op<TOp>(TOp op, float low = -4)
        where TOp : struct, IUnaryOp
        => Make($"{TOp.Name} above {low}", op, 37, low);

    private static IEnumerable<KernelCase> Size<TOp>(TOp op, int size)
        where TOp : struct, IUnaryOp
        => Make($"{TOp.Name}, {size}", op, size, -4);

    private static IEnumerable<KernelCase> Make<TOp>(string name, TOp op, int size, float low)
        where TOp : struct, IUnaryOp
    {
        yield return new($"Map {name}", Tolerance, (kernels, memory) => kernels.Map(op, memory.Random([size], low, 4), memory.Output([size])));
        yield return new($"Map {name} in place", Tolerance, (kernels, memory) =>
        {
            Tensor x = memory.Updated([size], low, 4);
            kernels.Map(op, x, x);
        });
        foreach (bool accumulate in (bool[])[false, true])
        {
            yield return new($"MapGradient {name}{(accumulate ? " accumulate" : "")}", Tolerance, (kernels, memory) =>
            {
                Tensor x = memory.Random([size], low, 4);
                Tensor y = memory.Output([size]);
                Device.Reference.Kernels.Map(op, x, y);
                kernels.MapGradient(op, x, y, memory.Random([size]), memory.Output([size], accumulate), accumulate);
            });
        }
    }

    private static IEnumerable<KernelCase> Wheres()
    {
        foreach (int size in KernelCases.Sizes)
        {
            foreach ((bool hasA, bool hasB) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
            {
                foreach (bool accumulate in (bool[])[false, true])
                {
                    // At most one sum of two floats: the same bits everywhere.
                    yield return new($"Where {size}{(hasA ? " a" : "")}{(hasB ? " b" : "")}{(accumulate ? " accumulate" : "")}", 0, (kernels, memory) =>
                    {
                        Tensor? a = hasA ? memory.Random([size]) : null;
                        Tensor? b = hasB ? memory.Random([size]) : null;
                        kernels.Where(memory.Booleans([size]), a, b, memory.Output([size], accumulate), accumulate);
                    });
                }
            }
        }
    }
}
