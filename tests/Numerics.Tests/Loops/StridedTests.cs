using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public class StridedTests
{
    /// <summary>Layouts of every kind: contiguous, transposed in all orders, sliced, reversed, broadcast and mixtures.</summary>
    public static IEnumerable<(string Name, Layout Layout, int Length)> Layouts()
    {
        yield return ("scalar", Layout.Contiguous(Shape.Scalar, 2), 3);
        yield return ("empty", Layout.Contiguous([3, 0, 2]), 0);
        yield return ("contiguous", Layout.Contiguous([3, 5, 2], 4), 34);
        foreach ((int rows, int columns) in new[] { (1, 9), (8, 8), (7, 33), (16, 16), (33, 17), (40, 65), (3, 100), (100, 3) })
        {
            Layout plain = Layout.Contiguous([rows, columns], 1);
            yield return ($"transposed {rows}x{columns}", plain.Transpose(0, 1), (rows * columns) + 1);
            yield return ($"reversed columns {rows}x{columns}", plain.Slice(1, columns - 1, columns, -1), (rows * columns) + 1);
            yield return ($"reversed rows {rows}x{columns}", plain.Slice(0, rows - 1, rows, -1), (rows * columns) + 1);
            yield return ($"reversed, transposed {rows}x{columns}", plain.Slice(0, rows - 1, rows, -1).Transpose(0, 1), (rows * columns) + 1);
            yield return ($"every second column {rows}x{columns}", plain.Slice(1, 0, (columns + 1) / 2, 2), (rows * columns) + 1);
            yield return ($"inner block {rows}x{columns}", plain.Slice(1, columns / 3, columns / 2), (rows * columns) + 1);
        }

        Layout four = Layout.Contiguous([2, 3, 18, 11]);
        foreach (int[] order in new int[][] { [0, 2, 3, 1], [0, 3, 1, 2], [3, 2, 1, 0], [1, 0, 3, 2], [2, 0, 3, 1], [0, 1, 3, 2], [2, 3, 0, 1] })
        {
            yield return ($"permuted {string.Join(',', order)}", four.Permute(order), four.Shape.ElementCount);
        }

        yield return ("row broadcast", Layout.Contiguous([1, 20]).BroadcastTo([5, 20]), 20);
        yield return ("column broadcast", Layout.Contiguous([20, 1]).BroadcastTo([20, 5]), 20);
        yield return ("channel broadcast", Layout.Contiguous([1, 3, 1, 1]).BroadcastTo([2, 3, 4, 5]), 3);
        yield return ("scalar broadcast", Layout.Contiguous([]).BroadcastTo([4, 7]), 1);
        yield return ("transposed broadcast", Layout.Contiguous([20, 1]).BroadcastTo([20, 17]).Transpose(0, 1), 20);
        yield return ("broadcast between", Layout.Contiguous([6, 1, 9]).BroadcastTo([6, 8, 9]).Permute(2, 1, 0), 54);
        yield return ("eight axes", Layout.Contiguous([2, 1, 3, 2, 2, 1, 2, 3]).Permute(7, 0, 6, 1, 5, 2, 4, 3), 144);
    }

    [Fact]
    public void Copy_from_a_layout_follows_its_positions()
    {
        foreach ((string name, Layout layout, int length) in Layouts())
        {
            CheckCopy(name, layout, length);
        }
    }

    [Fact]
    public void Copy_to_a_layout_keeps_the_last_of_repeated_positions()
    {
        foreach ((string name, Layout layout, int length) in Layouts())
        {
            float[] source = LoopData.Numbers(layout.Shape.ElementCount);
            float[] actual = LoopData.Numbers(length, 5);
            float[] expected = [.. actual];
            int[] positions = Positions(layout);
            for (int i = 0; i < positions.Length; i++)
            {
                expected[positions[i]] = source[i];
            }

            SpanLoops.CopyToStrided(source, actual, layout);
            Assert.True(expected.AsSpan().SequenceEqual(actual), name);
        }
    }

    [Fact]
    public void Addition_to_a_layout_adds_every_repeated_position()
    {
        foreach ((string name, Layout layout, int length) in Layouts())
        {
            // Whole numbers: every order of additions gives the same exact sum.
            float[] source = LoopData.Numbers(layout.Shape.ElementCount).Select(v => MathF.Round(v * 100)).ToArray();
            float[] actual = LoopData.Numbers(length, 5).Select(v => MathF.Round(v * 100)).ToArray();
            float[] expected = [.. actual];
            int[] positions = Positions(layout);
            for (int i = 0; i < positions.Length; i++)
            {
                expected[positions[i]] += source[i];
            }

            SpanLoops.AddToStrided(source, actual, layout);
            Assert.True(expected.AsSpan().SequenceEqual(actual), name);
        }
    }

    [Fact]
    public void Random_layouts_are_copied_by_their_positions()
    {
        Arbitrary<int> seeds = ArbMap.Default.ArbFor<int>();
        Prop.ForAll(seeds, seed =>
        {
            var random = new RandomSequence((ulong)seed, 9);
            int rank = 1 + random.Integer(0, 4);
            int[] sizes = [.. Enumerable.Range(0, rank).Select(a => 1 + random.Integer(10 + a, 19))];
            Layout layout = Layout.Contiguous(new Shape(sizes));
            int length = layout.Shape.ElementCount;
            for (int axis = 0; axis < rank; axis++)
            {
                int size = layout.Shape[axis];
                layout = random.Integer(20 + axis, 4) switch
                {
                    0 => layout.Slice(axis, size - 1, size, -1),
                    1 => layout.Slice(axis, size / 3, (size - (size / 3) + 1) / 2, 2),
                    _ => layout,
                };
            }

            int[] order = new int[rank];
            new RandomSequence((ulong)seed, 10).FillPermutation(order);
            CheckCopy($"seed {seed}", layout.Permute(order), length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_layout_outside_the_memory_is_refused()
    {
        Layout layout = Layout.Contiguous([2, 3], 1);
        var error = Assert.Throws<ShapeException>(() => SpanLoops.CopyStrided(new float[6], layout, new float[6]));
        Assert.Contains("1 to 6", error.Message, StringComparison.Ordinal);
        Layout reversed = Layout.Contiguous([4]).Slice(0, 3, 4, -1);
        Assert.Throws<ShapeException>(() => SpanLoops.AddToStrided(new float[4], new float[3], reversed));
        Assert.Throws<ShapeException>(() => SpanLoops.CopyToStrided(new float[5], new float[7], layout));
    }

    [Fact]
    public void More_than_eight_axes_are_refused()
    {
        Layout layout = Layout.Contiguous([1, 1, 1, 1, 1, 1, 1, 1, 2]);
        var error = Assert.Throws<ShapeException>(() => SpanLoops.CopyStrided(new float[2], layout, new float[2]));
        Assert.Contains("9 axes", error.Message, StringComparison.Ordinal);
    }

    private static void CheckCopy(string name, Layout layout, int length)
    {
        float[] source = LoopData.Numbers(length);
        float[] actual = new float[layout.Shape.ElementCount];
        SpanLoops.CopyStrided(source, layout, actual);
        float[] expected = [.. Positions(layout).Select(p => source[p])];
        Assert.True(expected.AsSpan().SequenceEqual(actual), name);
    }

    private static int[] Positions(Layout layout)
    {
        int[] positions = new int[layout.Shape.ElementCount];
        int[] index = new int[layout.Shape.Rank];
        for (int i = 0; i < positions.Length; i++)
        {
            int rest = i;
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                index[axis] = rest % layout.Shape[axis];
                rest /= layout.Shape[axis];
            }

            positions[i] = layout.PositionOf(index);
        }

        return positions;
    }
}
