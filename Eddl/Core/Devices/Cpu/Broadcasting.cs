using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How the smaller operand of a binary op is repeated: <c>[outer, rows, columns]</c> with one broadcast class inside.</summary>
/// <param name="Outer">Repetitions of the whole pattern.</param>
/// <param name="Rows">Rows of one pattern.</param>
/// <param name="Columns">Columns of one pattern.</param>
/// <param name="Class">How the smaller operand meets one pattern.</param>
/// <param name="Step">Elements by which the smaller operand advances per pattern; 0 where every pattern sees the same.</param>
internal readonly record struct Broadcasting(int Outer, int Rows, int Columns, BroadcastClass Class, int Step)
{
    /// <summary>Elements of the result.</summary>
    public long Count => (long)Outer * Rows * Columns;

    /// <summary>Elements of the smaller operand that one pattern sees.</summary>
    public int SmallCount => Class switch
    {
        BroadcastClass.Same => Rows * Columns,
        BroadcastClass.Row => Columns,
        BroadcastClass.Column => Rows,
        _ => 1,
    };

    /// <summary>Finds the pattern by which <paramref name="small"/> is repeated to <paramref name="full"/>.</summary>
    /// <returns>Whether it is one of the patterns that loops handle directly.</returns>
    public static bool TryFind(Shape small, Shape full, out Broadcasting pattern)
    {
        // Neighbouring axes that are all repeated, or all not, count as one. Sizes alternate between the two kinds.
        Span<int> sizes = stackalloc int[4];
        int runs = 0;
        bool lastRepeated = false;
        int offset = full.Rank - small.Rank;
        pattern = default;
        for (int axis = 0; axis < full.Rank; axis++)
        {
            int size = full[axis];
            if (size == 1)
            {
                continue;
            }

            bool repeated = axis < offset || small[axis - offset] == 1;
            if (runs > 0 && repeated == lastRepeated)
            {
                sizes[runs - 1] *= size;
                continue;
            }

            if (runs == 3)
            {
                return false;
            }

            sizes[runs++] = size;
            lastRepeated = repeated;
        }

        pattern = (runs, lastRepeated) switch
        {
            (0, _) => new(1, 1, 1, BroadcastClass.Same, 1),
            (1, false) => new(1, 1, sizes[0], BroadcastClass.Same, sizes[0]),
            (1, true) => new(1, 1, sizes[0], BroadcastClass.Scalar, 0),
            (2, false) => new(1, sizes[0], sizes[1], BroadcastClass.Row, 0),
            (2, true) => new(1, sizes[0], sizes[1], BroadcastClass.Column, 0),
            (_, false) => new(sizes[0], sizes[1], sizes[2], BroadcastClass.Row, sizes[2]),
            (_, true) => new(sizes[0], sizes[1], sizes[2], BroadcastClass.Column, 0),
        };
        return true;
    }
}
