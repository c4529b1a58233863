using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Element-wise ops, batch normalisation and its epilogues on operands whose channels lie last, with several halos, or contiguous.</summary>
internal static class ChannelsLastCases
{
    private const double Tolerance = 2e-5;
    private const double FarTolerance = 1e-4;

    // No channel fills a register, one does, some are left over; cells in one, two and three dimensions; rows of one cell; some parts.
    private static readonly Shape[] s_shapes =
    [
        new(2, 1, 5, 7), new(1, 3, 1, 1), new(2, 3, 4, 5), new(3, 16, 2, 2), new(2, 17, 3, 4), new(1, 33, 7, 7), new(2, 64, 1, 9), new(3, 5, 1),
        new(2, 16, 40), new(2, 3, 2, 3, 4), new(1, 20, 3, 2, 5), new(1, 300, 3, 2), new(2, 48, 500), new(2, 1, 150, 120), new(2, 64, 20, 15),
    ];

    // Halos of the operands: none, the same, different ones, and operands that are contiguous.
    private static readonly int?[][] s_halos = [[0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 2, 0, 1], [2, 0, 1, 3, 0], [1, null, 1, null, 0], [null, 0, null, 1, null]];

    public static IEnumerable<KernelCase> All()
    {
        foreach (Shape shape in s_shapes)
        {
            // Tensors of several parts meet every other one: they take most of the time.
            foreach (int?[] halos in s_halos.Where((_, i) => shape.ElementCount < 10_000 || i % 2 == 1))
            {
                string name = $"channels last {shape} halos {string.Join(' ', halos.Select(halo => halo?.ToString() ?? "-"))}";
                foreach (KernelCase made in Elementwise(name, shape, halos).Concat(Normalization(name, shape, halos)).Concat(ScaleAndShift(name, shape, halos)))
                {
                    yield return made;
                }
            }

            foreach (KernelCase made in ScaleAndShift($"contiguous {shape}", shape, [null, null, null]))
            {
                yield return made;
            }
        }
    }

    private static IEnumerable<KernelCase> Elementwise(string name, Shape shape, int?[] halos)
    {
        yield return Case($"Map {name}", 1e-6, (kernels, memory, format) =>
            kernels.Map(default(Sigmoid), format.Input(memory.Random(shape), halos[0]), format.Output(memory.Output(shape), halos[1])));
        yield return Case($"Zip {name}", 0, (kernels, memory, format) => kernels.Zip(
            default(Subtract), format.Input(memory.Random(shape), halos[0]), format.Input(memory.Random(shape), halos[1]),
            format.Output(memory.Output(shape), halos[2])));
        foreach (bool accumulate in (bool[])[false, true])
        {
            string suffix = accumulate ? " accumulate" : "";
            yield return Case($"MapGradient {name}{suffix}", 1e-6, (kernels, memory, format) => kernels.MapGradient(
                default(Tanh), format.Input(memory.Random(shape), halos[0]), format.Input(memory.Random(shape), halos[1]),
                format.Input(memory.Random(shape), halos[2]), format.Output(memory.Output(shape, accumulate), halos[3]), accumulate));
            yield return Case($"ZipGradientLeft {name}{suffix}", 1e-6, (kernels, memory, format) => kernels.ZipGradientLeft(
                default(Multiply), format.Input(memory.Random(shape), halos[0]), format.Input(memory.Random(shape), halos[1]),
                format.Input(memory.Random(shape), halos[2]), format.Input(memory.Random(shape), halos[3]),
                format.Output(memory.Output(shape, accumulate), halos[4]), accumulate));
            yield return Case($"ZipGradientRight {name}{suffix}", 1e-5, (kernels, memory, format) => kernels.ZipGradientRight(
                default(Divide), format.Input(memory.Random(shape), halos[0]), format.Input(memory.Random(shape, 1, 2), halos[1]),
                format.Input(memory.Random(shape), halos[2]), format.Input(memory.Random(shape), halos[3]),
                format.Output(memory.Output(shape, accumulate), halos[4]), accumulate));
        }
    }

    private static IEnumerable<KernelCase> Normalization(string name, Shape shape, int?[] halos)
    {
        ChannelShape channels = ChannelShape.Of(shape, "test");
        foreach (bool far in (bool[])[false, true])
        {
            string suffix = far ? " far from 0" : "";
            yield return Case($"BatchNorm {name}{suffix}", far ? FarTolerance : Tolerance, (kernels, memory, format) => kernels.BatchNorm(
                format.Input(memory.Random(shape, far ? 100 : -1, far ? 101 : 2), halos[0]), memory.Random([shape[1]], 0.5f, 1.5f), memory.Random([shape[1]]),
                memory.Output([shape[1]]), memory.Output([shape[1]]), format.Output(memory.Output(shape), halos[1]), channels, 1e-5f));
        }

        yield return Case($"BatchNormThen {name}", Tolerance, (kernels, memory, format) => kernels.BatchNormThen(
            default(Relu), format.Input(memory.Random(shape), halos[0]), memory.Random([shape[1]], 0.5f, 1.5f), null,
            memory.Output([shape[1]]), memory.Output([shape[1]]), format.Output(memory.Output(shape), halos[1]), channels, 1e-5f));
        yield return Case($"BatchNormAddThen {name}", Tolerance, (kernels, memory, format) => kernels.BatchNormAddThen(
            default(Tanh), format.Input(memory.Random(shape), halos[0]), null, memory.Random([shape[1]]), memory.Output([shape[1]]), memory.Output([shape[1]]),
            format.Input(memory.Random(shape), halos[1]), format.Output(memory.Output(shape), halos[2]), channels, 1e-5f));
        foreach (bool accumulate in (bool[])[false, true])
        {
            string suffix = accumulate ? " accumulate" : "";
            yield return Case($"BatchNormGradient {name}{suffix}", Tolerance, (kernels, memory, format) =>
            {
                Tensor x = memory.Random(shape), mean = memory.Output([shape[1]]), inverse = memory.Output([shape[1]]);
                Device.Reference.Kernels.BatchNorm(x, null, null, mean, inverse, memory.Output(shape), channels, 1e-5f);
                kernels.BatchNormGradient(
                    format.Input(x, halos[0]), format.Input(memory.Random(shape), halos[1]), memory.Random([shape[1]]), mean, inverse,
                    format.Output(memory.Output(shape, accumulate), halos[2]), memory.Output([shape[1]], accumulate), memory.Output([shape[1]], accumulate),
                    channels, accumulate, accumulate);
            });
            yield return Case($"BatchNormThenGradient {name}{suffix}", Tolerance, (kernels, memory, format) =>
            {
                Tensor x = memory.Random(shape), y = memory.Output(shape), mean = memory.Output([shape[1]]), inverse = memory.Output([shape[1]]);
                Device.Reference.Kernels.BatchNormThen(default(Relu), x, null, null, mean, inverse, y, channels, 1e-5f);
                kernels.BatchNormThenGradient(
                    default(Relu), format.Input(x, halos[0]), format.Input(y, halos[1]), format.Input(memory.Random(shape), halos[2]), memory.Random([shape[1]]),
                    mean, inverse, format.Output(memory.Output(shape, accumulate), halos[3]), memory.Output([shape[1]], accumulate), null,
                    accumulate ? null : format.Output(memory.Output(shape), halos[4]), channels, accumulate, accumulate, accumulateSummand: false);
            });
        }

        yield return Case($"BatchNormThenGradient of the summand alone {name}", Tolerance, (kernels, memory, format) => kernels.BatchNormThenGradient(
            default(Sigmoid), format.Input(memory.Random(shape), halos[0]), format.Input(memory.Random(shape), halos[1]),
            format.Input(memory.Random(shape), halos[2]), null, memory.Random([shape[1]]), memory.Random([shape[1]]), null, null, memory.Output([shape[1]]),
            format.Output(memory.Output(shape, accumulate: true), halos[4]), channels, false, false, accumulateSummand: true));
    }

    private static IEnumerable<KernelCase> ScaleAndShift(string name, Shape shape, int?[] halos)
    {
        ChannelShape channels = ChannelShape.Of(shape, "test");
        yield return Case($"ScaleAndShiftThen {name}", Tolerance, (kernels, memory, format) => kernels.ScaleAndShiftThen(
            default(Identity), format.Input(memory.Random(shape), halos[0]), memory.Random([shape[1]], 0.5f, 1.5f), memory.Random([shape[1]]), null,
            format.Output(memory.Output(shape), halos[1]), channels));
        yield return Case($"ScaleAndShiftThen of a sum {name}", Tolerance, (kernels, memory, format) => kernels.ScaleAndShiftThen(
            default(Relu), format.Input(memory.Random(shape), halos[0]), memory.Random([shape[1]], 0.5f, 1.5f), memory.Random([shape[1]]),
            format.Input(memory.Random(shape), halos[1]), format.Output(memory.Output(shape), halos[2]), channels));
        yield return Case($"ScaleAndShiftThen in place {name}", Tolerance, (kernels, memory, format) =>
        {
            Tensor y = format.Output(memory.Updated(shape), halos[0]);
            kernels.ScaleAndShiftThen(default(Tanh), y, memory.Random([shape[1]], 0.5f, 1.5f), memory.Random([shape[1]]), null, y, channels);
        });
        yield return Case($"ScaleAndShiftThen over its summand {name}", Tolerance, (kernels, memory, format) =>
        {
            Tensor y = format.Output(memory.Updated(shape), halos[1]);
            kernels.ScaleAndShiftThen(
                default(Relu), format.Input(memory.Random(shape), halos[2]), memory.Random([shape[1]], 0.5f, 1.5f), memory.Random([shape[1]]), y, y, channels);
        });
    }

    private static KernelCase Case(string name, double tolerance, Action<Kernels, TestMemory, CellFormat> call)
        => new(name, tolerance, (kernels, memory) =>
        {
            CellFormat format = new(kernels);
            call(kernels, memory, format);
            format.Finish();
        });
}
