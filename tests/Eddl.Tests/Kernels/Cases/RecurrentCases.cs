using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Recurrent layers in one direction and their gradients.</summary>
internal static class RecurrentCases
{
    // Exponentials and hyperbolic tangents of a few ulp each, whose errors pass through a few steps.
    private const double Tolerance = 6e-6;

    // Units around the vector widths; sequences around those of one part; the last ones are shared among threads.
    private static readonly RecurrentShape[] s_sizes =
    [
        Of(0, 2, 3, 3), Of(1, 1, 1, 1), Of(3, 2, 4, 5), Of(2, 3, 2, 7), Of(2, 4, 3, 8), Of(7, 2, 1, 9), Of(8, 3, 5, 15), Of(9, 2, 2, 16), Of(2, 3, 17, 17),
        Of(17, 2, 12, 33), Of(37, 3, 8, 70), Of(280, 2, 2, 6),
    ];

    public static IEnumerable<KernelCase> All()
    {
        IEnumerable<RecurrentShape> shapes = s_sizes.SelectMany(size => new RecurrentShape[]
        {
            size, size with { Sequences = true }, size with { Reversed = true }, size with { Sequences = true, Reversed = true },
        });
        return shapes.SelectMany(shape =>
        {
            string flags = (shape.Sequences ? " sequences" : "") + (shape.Reversed ? " reversed" : "");
            string name = $"{shape.Batch} {shape.Steps} {shape.Features} {shape.Units}{flags}";
            return Lstm(shape, name).Concat(Gru(shape, name));
        });
    }

    private static RecurrentShape Of(int batch, int steps, int features, int units) => new(batch, steps, features, units, false, false);

    private static IEnumerable<KernelCase> Lstm(RecurrentShape shape, string name)
    {
        yield return new($"Lstm {name} bias", Tolerance, (kernels, memory) => kernels.Lstm(
            X(memory, shape), Weight(memory, shape.Features, 4, shape), Weight(memory, shape.Units, 4, shape), memory.Random([4 * shape.Units], -3, 3),
            Y(memory, shape), Tape(memory, shape, 4), shape));
        yield return new($"Lstm {name} without a tape", Tolerance, (kernels, memory) => kernels.Lstm(
            X(memory, shape), Weight(memory, shape.Features, 4, shape), Weight(memory, shape.Units, 4, shape), null, Y(memory, shape), null, shape));
        yield return new($"Lstm gradient {name}", Tolerance, (kernels, memory) => kernels.LstmGradient(
            Weight(memory, shape.Units, 4, shape), Kept(memory, shape, 4), DY(memory, shape), memory.Output(Steps(shape, 4)), shape));

        // Sums where every gate is closed or open: nothing may overflow.
        yield return new($"Lstm {name} saturated", Tolerance, (kernels, memory) => kernels.Lstm(
            X(memory, shape), memory.Random([shape.Features, 4 * shape.Units], -1e6f, 1e6f), Weight(memory, shape.Units, 4, shape), null,
            Y(memory, shape), null, shape));
    }

    private static IEnumerable<KernelCase> Gru(RecurrentShape shape, string name)
    {
        yield return new($"Gru {name} bias", Tolerance, (kernels, memory) => kernels.Gru(
            X(memory, shape), Weight(memory, shape.Features, 3, shape), Weight(memory, shape.Units, 3, shape), memory.Random([3 * shape.Units], -3, 3),
            memory.Random([3 * shape.Units], -2, 2), Y(memory, shape), Tape(memory, shape, 3), shape));
        yield return new($"Gru {name} without a tape", Tolerance, (kernels, memory) => kernels.Gru(
            X(memory, shape), Weight(memory, shape.Features, 3, shape), Weight(memory, shape.Units, 3, shape), null, null, Y(memory, shape), null, shape));
        yield return new($"Gru gradient {name}", Tolerance, (kernels, memory) => kernels.GruGradient(
            Weight(memory, shape.Units, 3, shape), Kept(memory, shape, 3), DY(memory, shape), memory.Output(Steps(shape, 3)),
            memory.Output(Steps(shape, 3)), shape));
    }

    private static Tensor X(TestMemory memory, RecurrentShape shape) => memory.Random([shape.Batch, shape.Steps, shape.Features]);

    // As wide as layers start with, so that sums stay around 1.
    private static Tensor Weight(TestMemory memory, int rows, int gates, RecurrentShape shape)
    {
        float bound = 1 / MathF.Sqrt(rows);
        return memory.Random([rows, gates * shape.Units], -bound, bound);
    }

    private static Shape Steps(RecurrentShape shape, int numbers) => [shape.Batch, shape.Steps, numbers * shape.Units];

    private static Shape Result(RecurrentShape shape) => shape.Sequences ? Steps(shape, 1) : [shape.Batch, shape.Units];

    private static Tensor Y(TestMemory memory, RecurrentShape shape) => memory.Output(Result(shape));

    private static Tensor DY(TestMemory memory, RecurrentShape shape) => memory.Random(Result(shape));

    private static RecurrentTape Tape(TestMemory memory, RecurrentShape shape, int gates)
        => new(memory.Output(Steps(shape, 1)), memory.Output(Steps(shape, gates)), memory.Output(Steps(shape, 1)));

    private static RecurrentTape Kept(TestMemory memory, RecurrentShape shape, int gates)
        => new(memory.Random(Steps(shape, 1)), memory.Random(Steps(shape, gates), 0, 1), memory.Random(Steps(shape, 1), -2, 2));
}
