using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    // Rows that one accumulator takes before it is combined into the total: bounds the rounding error of long columns.
    private const int ColumnBlock = 256;

    /// <summary>Combines the elements of every column: <c>y[c]</c> from <c>x[:, c]</c>.</summary>
    /// <remarks>Order: rows one after the other within blocks of 256 rows, then block after block.</remarks>
    /// <param name="op">The reduction.</param>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="y"><c>[columns]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="accumulate">Whether to combine with what y holds instead of overwriting it.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void ReduceColumns<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> y, int rows, int columns, bool accumulate)
        where TOp : struct, IReduceOp
    {
        RequireLength(TOp.Name, nameof(x), x.Length, Elements(TOp.Name, rows, columns));
        RequireLength(TOp.Name, nameof(y), y.Length, columns);
        fixed (float* px = x, py = y)
        {
            ReduceEveryColumn(op, new MappedTerms<TOp>(op, px, columns), py, rows, columns, accumulate);
        }
    }

    /// <summary>Gradient of a binary op by its right operand: <c>∂f/∂b · dy</c>, summed over the positions that b was repeated to, in a fixed order.</summary>
    /// <param name="op">The op.</param>
    /// <param name="right">How b relates to a.</param>
    /// <param name="a">Left operand of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="b">Right operand of the forward loop.</param>
    /// <param name="y">Result of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the result, <c>[rows, columns]</c>.</param>
    /// <param name="db">Gradient of b, of the length of b.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="accumulate">Whether to add to db instead of overwriting it.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void ZipGradientRight<TOp>(
        TOp op,
        BroadcastClass right,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        Span<float> db,
        int rows,
        int columns,
        bool accumulate)
        where TOp : struct, IBinaryOp
    {
        RequireZipLengths(TOp.Name, right, a, b, y, dy, rows, columns);
        RequireLength(TOp.Name, nameof(db), db.Length, b.Length);
        if (right == BroadcastClass.Same)
        {
            // By the left operand of the exchanged op: no sum is needed.
            ZipGradientLeft(new Swapped<TOp>(op), right, b, a, y, dy, db, rows, columns, accumulate);
            return;
        }

        fixed (float* pa = a, pb = b, py = y, pdy = dy, pdb = db)
        {
            int step = right == BroadcastClass.Row ? -1 : right == BroadcastClass.Column ? 1 : 0;
            var terms = new RightGradientTerms<TOp>(op, pa, pb, py, pdy, columns, step);
            if (right == BroadcastClass.Row)
            {
                ReduceEveryColumn(default(Addition), terms, pdb, rows, columns, accumulate);
            }
            else if (right == BroadcastClass.Column)
            {
                ReduceEveryRow(default(Addition), terms, pdb, rows, columns, accumulate);
            }
            else
            {
                // One sum over everything: one row that is as long as all of them.
                ReduceEveryRow(default(Addition), terms, pdb, 1, (nint)rows * columns, accumulate);
            }
        }
    }

    private static void ReduceEveryColumn<TOp, TTerms>(TOp op, TTerms terms, float* y, nint rows, nint columns, bool accumulate)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ReduceEveryColumnWith<TOp, TTerms, Lanes16>(op, terms, y, rows, columns, accumulate);
        }
        else if (Lanes8.IsAccelerated)
        {
            ReduceEveryColumnWith<TOp, TTerms, Lanes8>(op, terms, y, rows, columns, accumulate);
        }
        else
        {
            ReduceEveryColumnWith<TOp, TTerms, Scalar>(op, terms, y, rows, columns, accumulate);
        }
    }

    internal static void ReduceEveryColumnWith<TOp, TTerms, T>(TOp op, TTerms terms, float* y, nint rows, nint columns, bool accumulate)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        // Four vectors of columns at a time: whole cache lines of every row, and four independent chains. As in ReduceOneBlock the
        // vectors rotate through the first place; a vector beyond the last column stays the identity and is not stored.
        for (nint column = 0; column < columns; column += 4 * T.Width)
        {
            nint width = columns - column;
            if (TTerms.IsLight && width >= 4 * T.Width)
            {
                ReduceFourVectors<TOp, TTerms, T>(op, terms, y + column, rows, column, accumulate);
                continue;
            }

            T t0 = T.Of(TOp.Identity), t1 = t0, t2 = t0, t3 = t0;
            for (nint row = 0; row < rows;)
            {
                T b0 = T.Of(TOp.Identity), b1 = b0, b2 = b0, b3 = b0;
                for (nint end = Math.Min(rows, row + ColumnBlock); row < end; row++)
                {
                    for (nint at = 0; at < 4 * T.Width; at += T.Width)
                    {
                        T combined = width > at ? op.Combine(b0, terms.Term<T>(row, column + at, width - at)) : b0;
                        (b0, b1, b2, b3) = (b1, b2, b3, combined);
                    }
                }

                (t0, t1, t2, t3) = (op.Combine(t0, b0), op.Combine(t1, b1), op.Combine(t2, b2), op.Combine(t3, b3));
            }

            for (nint at = 0; at < 4 * T.Width && at < width; at += T.Width)
            {
                float* target = y + column + at;
                Write(accumulate ? op.Combine(Read<T>(target, width - at), t0) : t0, target, width - at);
                (t0, t1, t2, t3) = (t1, t2, t3, t0);
            }
        }
    }

    // The same for four whole vectors and terms that are cheap to compile four times.
    private static void ReduceFourVectors<TOp, TTerms, T>(TOp op, TTerms terms, float* y, nint rows, nint column, bool accumulate)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        T t0 = T.Of(TOp.Identity), t1 = t0, t2 = t0, t3 = t0;
        for (nint row = 0; row < rows;)
        {
            T b0 = T.Of(TOp.Identity), b1 = b0, b2 = b0, b3 = b0;
            for (nint end = Math.Min(rows, row + ColumnBlock); row < end; row++)
            {
                b0 = op.Combine(b0, terms.Term<T>(row, column, T.Width));
                b1 = op.Combine(b1, terms.Term<T>(row, column + T.Width, T.Width));
                b2 = op.Combine(b2, terms.Term<T>(row, column + (2 * T.Width), T.Width));
                b3 = op.Combine(b3, terms.Term<T>(row, column + (3 * T.Width), T.Width));
            }

            (t0, t1, t2, t3) = (op.Combine(t0, b0), op.Combine(t1, b1), op.Combine(t2, b2), op.Combine(t3, b3));
        }

        for (nint at = 0; at < 4 * T.Width; at += T.Width)
        {
            T.Store(accumulate ? op.Combine(T.Load(y + at), t0) : t0, y + at);
            (t0, t1, t2, t3) = (t1, t2, t3, t0);
        }
    }
}
