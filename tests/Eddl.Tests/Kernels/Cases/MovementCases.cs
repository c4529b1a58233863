using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Fill, Copy and CopyTo over contiguous, transposed, sliced, reversed and broadcast layouts.</summary>
internal static class MovementCases
{
    // One rounding per sum of at most 5 terms below 1.
    private const double SumTolerance = 1e-6;

    /// <summary>Views of a contiguous layout, each visiting every element at most once.</summary>
    private static readonly (string Name, Shape Whole, Func<Layout, Layout> View)[] s_views =
    [
        ("scalar", Shape.Scalar, x => x),
        ("empty", [0], x => x),
        ("empty slice", [4, 6], x => x.Slice(1, 2, 0)),
        ("vector", [17], x => x),
        ("large", [40_003], x => x),
        ("transposed", [5, 7], x => x.Transpose(0, 1)),
        ("transposed vector sizes", [16, 33], x => x.Transpose(0, 1)),
        ("transposed large", [203, 201], x => x.Transpose(0, 1)),
        ("permuted", [3, 4, 5], x => x.Permute(2, 0, 1)),
        ("inner axes exchanged", [3, 17, 20], x => x.Transpose(1, 2)),
        ("outer axes exchanged", [3, 4, 33], x => x.Transpose(0, 1)),
        ("channels last", [2, 18, 6, 7], x => x.Permute(0, 2, 3, 1)),
        ("rows", [9, 8], x => x.Slice(0, 2, 5)),
        ("columns", [9, 40], x => x.Slice(1, 3, 33)),
        ("every second", [40], x => x.Slice(0, 1, 19, 2)),
        ("every third row", [10, 17], x => x.Slice(0, 0, 4, 3)),
        ("reversed", [33], x => x.Slice(0, 32, 33, -1)),
        ("reversed rows", [5, 16], x => x.Slice(0, 4, 5, -1)),
        ("reversed by twos, transposed", [9, 12], x => x.Slice(1, 11, 6, -2).Transpose(0, 1)),
        ("one column", [20, 3], x => x.Slice(1, 1, 1)),
        ("window of a volume", [4, 9, 10, 11], x => x.Slice(1, 2, 5).Slice(2, 1, 8).Slice(3, 3, 7)),
        ("six axes", [2, 3, 2, 2, 3, 2], x => x.Permute(5, 1, 4, 0, 2, 3)),
        ("sliced large", [220, 230], x => x.Slice(1, 5, 200)),
    ];

    private static readonly (string Name, Shape Part, Shape Whole)[] s_broadcasts =
    [
        ("scalar to vector", Shape.Scalar, [17]),
        ("row", [5], [3, 5]),
        ("row, vector size", [33], [4, 33]),
        ("column", [4, 1], [4, 33]),
        ("column of one", [4, 1], [4, 1]),
        ("channel", [1, 3, 1], [2, 3, 16]),
        ("middle", [2, 1, 5], [2, 4, 5]),
        ("outer product", [3, 1, 5], [3, 4, 5]),
        ("two axes", [1, 4, 1, 5], [3, 4, 2, 5]),
        ("row, large", [200], [201, 200]),
        ("column, large", [201, 1], [201, 200]),
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach ((string name, Shape whole, Func<Layout, Layout> view) in s_views)
        {
            Shape seen = view(Layout.Contiguous(whole)).Shape;
            yield return new($"Fill {name}", 0, (kernels, memory) => kernels.Fill(TestMemory.View(memory.Updated(whole), view), -2.5f));
            foreach (bool accumulate in (bool[])[false, true])
            {
                yield return new($"Copy {name}{(accumulate ? " accumulate" : "")}", SumTolerance, (kernels, memory)
                    => kernels.Copy(TestMemory.View(memory.Random(whole), view), memory.Output(seen, accumulate), accumulate));
                yield return new($"CopyTo {name}{(accumulate ? " accumulate" : "")}", SumTolerance, (kernels, memory) =>
                {
                    Tensor y = memory.Updated(whole);
                    kernels.CopyTo(memory.Random(seen), y, view(y.Layout), accumulate);
                });
            }
        }

        foreach (DType type in Enum.GetValues<DType>().Where(type => type != DType.Float32))
        {
            foreach ((string name, Shape whole, Func<Layout, Layout> view) in s_views)
            {
                Shape seen = view(Layout.Contiguous(whole)).Shape;
                yield return new($"Copy {type} {name}", 0, (kernels, memory)
                    => kernels.Copy(TestMemory.View(memory.Patterns(whole, type), view), memory.Output(seen, type: type), accumulate: false));
                yield return new($"CopyTo {type} {name}", 0, (kernels, memory) =>
                {
                    Tensor y = memory.Output(whole, type: type);
                    kernels.CopyTo(memory.Patterns(seen, type), y, view(y.Layout), accumulate: false);
                });
            }
        }

        foreach ((string name, Shape part, Shape whole) in s_broadcasts)
        {
            foreach (bool accumulate in (bool[])[false, true])
            {
                yield return new($"Copy broadcast {name}{(accumulate ? " accumulate" : "")}", SumTolerance, (kernels, memory)
                    => kernels.Copy(TestMemory.View(memory.Random(part), x => x.BroadcastTo(whole)), memory.Output(whole, accumulate), accumulate));
            }

            // The adjoint of a broadcast: every element of y gets the sum of all that was copied from it. Up to 201 terms below 1.
            yield return new($"CopyTo broadcast {name} accumulate", 20 * SumTolerance, (kernels, memory) =>
            {
                Tensor y = memory.Updated(part);
                kernels.CopyTo(memory.Random(whole), y, y.Layout.BroadcastTo(whole), accumulate: true);
            });
        }
    }
}
