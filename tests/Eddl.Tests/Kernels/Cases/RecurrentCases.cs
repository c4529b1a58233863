using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Recurrent cells and their gradients.</summary>
internal static class RecurrentCases
{
    // Exponentials and hyperbolic tangents of a few ulp each, in products of at most four factors below 4.
    private const double Tolerance = 3e-6;

    // Units around the vector widths; the last is shared among threads.
    private static readonly (int Rows, int Units)[] s_sizes =
        [(0, 3), (1, 1), (3, 5), (2, 7), (2, 8), (4, 9), (5, 15), (3, 16), (2, 17), (3, 33), (37, 70), (130, 100)];

    public static IEnumerable<KernelCase> All() => s_sizes.SelectMany(size => Lstm(size.Rows, size.Units).Concat(Gru(size.Rows, size.Units)));

    private static IEnumerable<KernelCase> Lstm(int rows, int units)
    {
        Shape state = [rows, units];
        Shape gates = [rows, 4 * units];
        foreach (bool isFirst in (bool[])[false, true])
        {
            string name = $"{rows} {units}{(isFirst ? " first step" : "")}";
            foreach (bool hasBias in (bool[])[false, true])
            {
                yield return new($"LstmCell {name}{(hasBias ? " bias" : "")}", Tolerance, (kernels, memory) => kernels.LstmCell(
                    memory.Updated(gates, -4, 4), hasBias ? memory.Random([4 * units], -3, 3) : null, isFirst ? null : memory.Random(state, -2, 2),
                    memory.Output(state), memory.Output(state)));
            }

            yield return new($"LstmCell gradient {name}", Tolerance, (kernels, memory) => kernels.LstmCellGradient(
                memory.Random(gates, 0, 1), isFirst ? null : memory.Random(state, -2, 2), memory.Random(state, -2, 2), memory.Random(state),
                memory.Updated(state), memory.Output(gates)));
        }

        // Sums where every gate is closed or open: nothing may overflow.
        yield return new($"LstmCell {rows} {units} saturated", Tolerance, (kernels, memory) => kernels.LstmCell(
            memory.Updated(gates, -1000, 1000), null, memory.Random(state, -2, 2), memory.Output(state), memory.Output(state)));
    }

    private static IEnumerable<KernelCase> Gru(int rows, int units)
    {
        Shape state = [rows, units];
        Shape gates = [rows, 3 * units];
        foreach (bool isFirst in (bool[])[false, true])
        {
            string name = $"{rows} {units}{(isFirst ? " first step" : "")}";
            foreach (bool hasBias in (bool[])[false, true])
            {
                yield return new($"GruCell {name}{(hasBias ? " bias" : "")}", Tolerance, (kernels, memory) => kernels.GruCell(
                    memory.Updated(gates, -4, 4), memory.Updated(gates, -3, 3), hasBias ? memory.Random([3 * units], -3, 3) : null,
                    hasBias ? memory.Random([3 * units], -2, 2) : null, isFirst ? null : memory.Random(state), memory.Output(state)));
            }

            yield return new($"GruCell gradient {name}", Tolerance, (kernels, memory) => kernels.GruCellGradient(
                memory.Random(gates, 0, 1), memory.Random(gates, -2, 2), isFirst ? null : memory.Random(state), memory.Random(state),
                memory.Output(gates), memory.Output(gates), isFirst ? null : memory.Output(state, accumulate: true)));
        }
    }
}
