using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Gather and its gradient, with repeated indices.</summary>
internal static class IndexingCases
{
    // Sums of up to some hundred numbers below 1.
    private const double SumTolerance = 1e-5;

    private static readonly (Shape Table, Shape Indices)[] s_sizes =
    [
        ([5, 3], [7]), ([5], [9]), ([1, 4], [6]), ([9, 16], [17]), ([4, 17], [33]), ([3, 2, 5], [2, 4]), ([6, 3], [0]), ([4, 0], [3]), ([50, 64], [1000]), ([3, 20_011], [5]),
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach ((Shape table, Shape indices) in s_sizes)
        {
            Shape y = [.. indices.Sizes, .. table.Sizes[1..]];
            yield return new($"Gather {table} {indices}", 0, (kernels, memory)
                => kernels.Gather(memory.Random(table), memory.Integers(indices, table[0]), memory.Output(y)));
            foreach (bool accumulate in (bool[])[false, true])
            {
                yield return new($"GatherGradient {table} {indices}{(accumulate ? " accumulate" : "")}", SumTolerance, (kernels, memory)
                    => kernels.GatherGradient(memory.Integers(indices, table[0]), memory.Random(y), memory.Output(table, accumulate), accumulate));
            }
        }
    }
}
