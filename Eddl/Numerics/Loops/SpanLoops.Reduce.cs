using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    // Elements that one set of accumulators takes; the results of blocks are combined in pairs.
    private const int ReduceBlock = 4096;

    /// <summary>Combines all elements in a fixed order.</summary>
    /// <remarks>Blocks of 4096 elements go into 64 accumulators, element i into accumulator i mod 64, which a halving tree combines; the
    /// results of blocks are combined in pairs. So the rounding error of a sum grows like 70 + log2(n / 4096), not like n.</remarks>
    /// <param name="op">The reduction.</param>
    /// <param name="x">Elements; if there are none the result is the identity.</param>
    public static float Reduce<TOp>(TOp op, ReadOnlySpan<float> x)
        where TOp : struct, IReduceOp
    {
        fixed (float* px = x)
        {
            var terms = new MappedTerms<TOp>(op, px, 0);
            return Vector512.IsHardwareAccelerated ? ReduceRow<TOp, MappedTerms<TOp>, Lanes16>(op, terms, 0, x.Length)
                : Lanes8.IsAccelerated ? ReduceRow<TOp, MappedTerms<TOp>, Lanes8>(op, terms, 0, x.Length)
                : ReduceRow<TOp, MappedTerms<TOp>, Scalar>(op, terms, 0, x.Length);
        }
    }

    /// <summary>Combines the elements of every row: <c>y[r]</c> from <c>x[r, :]</c>, in the order of <see cref="Reduce"/>.</summary>
    /// <param name="op">The reduction.</param>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="y"><c>[rows]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void ReduceRows<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
        where TOp : struct, IReduceOp
    {
        RequireLength(TOp.Name, nameof(x), x.Length, Elements(TOp.Name, rows, columns));
        RequireLength(TOp.Name, nameof(y), y.Length, rows);
        fixed (float* px = x, py = y)
        {
            var terms = new MappedTerms<TOp>(op, px, columns);
            ReduceEveryRow(op, terms, py, rows, columns, accumulate: false);
        }
    }

    private static void ReduceEveryRow<TOp, TTerms>(TOp op, TTerms terms, float* y, nint rows, nint columns, bool accumulate)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ReduceEveryRowWith<TOp, TTerms, Lanes16>(op, terms, y, rows, columns, accumulate);
        }
        else if (Lanes8.IsAccelerated)
        {
            ReduceEveryRowWith<TOp, TTerms, Lanes8>(op, terms, y, rows, columns, accumulate);
        }
        else
        {
            ReduceEveryRowWith<TOp, TTerms, Scalar>(op, terms, y, rows, columns, accumulate);
        }
    }

    internal static void ReduceEveryRowWith<TOp, TTerms, T>(TOp op, TTerms terms, float* y, nint rows, nint columns, bool accumulate)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            float result = ReduceRow<TOp, TTerms, T>(op, in terms, row, columns);
            y[row] = accumulate ? op.Combine(new Scalar(y[row]), new Scalar(result)).Value : result;
        }
    }

    // The order depends on the number of columns alone, not on the vector type. Terms go by reference: copies made of freshly
    // written fields cannot be forwarded from the store buffer, and a short row would wait for that.
    internal static float ReduceRow<TOp, TTerms, T>(TOp op, in TTerms terms, nint row, nint columns)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        if (columns <= ReduceBlock)
        {
            return columns == 0 ? TOp.Identity : ReduceOneBlock<TOp, TTerms, T>(op, in terms, row, 0, columns);
        }

        // Like carries of a binary counter: level k holds the result of 2^k blocks.
        float* levels = stackalloc float[32];
        nint blocks = 0;
        for (nint start = 0; start < columns; start += ReduceBlock, blocks++)
        {
            float result = ReduceOneBlock<TOp, TTerms, T>(op, in terms, row, start, Math.Min(ReduceBlock, columns - start));
            int level = 0;
            for (; ((blocks >> level) & 1) != 0; level++)
            {
                result = op.Combine(new Scalar(levels[level]), new Scalar(result)).Value;
            }

            levels[level] = result;
        }

        Scalar total = default;
        bool any = false;
        for (int level = 0; level < 32; level++)
        {
            if (((blocks >> level) & 1) != 0)
            {
                total = any ? op.Combine(new Scalar(levels[level]), total) : new Scalar(levels[level]);
                any = true;
            }
        }

        return total.Value;
    }

    // Sixty-four logical accumulators in four groups of 16. A pass serves Width lanes of each group, so narrower vectors make
    // more passes over the block (which stays in the first cache) and every accumulator sees the same elements in the same order.
    // The four vectors rotate through a0: four independent chains, yet the term is compiled in one place only. (Inlining it
    // several times exhausts the compiler's budget for terms as large as a gradient; then nothing is inlined any more.)
    private static float ReduceOneBlock<TOp, TTerms, T>(TOp op, in TTerms terms, nint row, nint start, nint count)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        float* sixteen = stackalloc float[16];
        for (int lane = 0; lane < 16; lane += T.Width)
        {
            T a0 = T.Of(TOp.Identity);
            T a1 = a0;
            T a2 = a0;
            T a3 = a0;
            int turns = 0;
            nint at = lane;
            if (TTerms.IsLight && count >= 192)
            {
                T s0 = a0, s1 = a0, s2 = a0, s3 = a0;
                at = CombineWholeGroups(op, in terms, row, start, at, count, ref s0, ref s1, ref s2, ref s3);
                (a0, a1, a2, a3) = (s0, s1, s2, s3);
            }

            for (; at < count; at += 16, turns++)
            {
                nint left = count - at;
                T combined = op.Combine(a0, terms.Term<T>(row, start + at, left));
                combined = left >= T.Width ? combined : T.SelectFirst((int)left, combined, a0);
                (a0, a1, a2, a3) = (a1, a2, a3, combined);
            }

            for (; (turns & 3) != 0; turns++)
            {
                (a0, a1, a2, a3) = (a1, a2, a3, a0);
            }

            T.Store(count <= 16 ? a0 : op.Combine(op.Combine(a0, a2), op.Combine(a1, a3)), sixteen + lane);
        }

        return Fold<TOp, T>(op, sixteen);
    }

    // The bulk of a block for terms that are cheap to compile four times: no rotation, no check for the end.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint CombineWholeGroups<TOp, TTerms, T>(
        TOp op, in TTerms terms, nint row, nint start, nint at, nint count, ref T s0, ref T s1, ref T s2, ref T s3)
        where TOp : struct, IReduceOp
        where TTerms : struct, ITerms
        where T : struct, ILanes<T>
    {
        T a0 = s0, a1 = s1, a2 = s2, a3 = s3;
        for (; at + 48 + T.Width <= count; at += 64)
        {
            a0 = op.Combine(a0, terms.Term<T>(row, start + at, T.Width));
            a1 = op.Combine(a1, terms.Term<T>(row, start + at + 16, T.Width));
            a2 = op.Combine(a2, terms.Term<T>(row, start + at + 32, T.Width));
            a3 = op.Combine(a3, terms.Term<T>(row, start + at + 48, T.Width));
        }

        (s0, s1, s2, s3) = (a0, a1, a2, a3);
        return at;
    }

    // A method of its own keeps the shuffles' constants constant: see above. It is called for every row, so no slow first tier.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Fold<TOp, T>(TOp op, float* sixteen)
        where TOp : struct, IReduceOp
        where T : struct, ILanes<T>
        => T.Fold(op, sixteen);
}
