using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>Applies a binary op with a possibly broadcast right operand: <c>y = f(a, b)</c>. For a broadcast left operand use <see cref="Swapped{TOp}"/>.</summary>
    /// <param name="op">The op.</param>
    /// <param name="right">How b relates to a.</param>
    /// <param name="a">Left operand, <c>[rows, columns]</c>.</param>
    /// <param name="b">Right operand, of the length that <paramref name="right"/> says.</param>
    /// <param name="y">Result, <c>[rows, columns]</c>; may be the memory of a, or of b where b has the shape of a.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="stream">As in <see cref="Map"/>; without effect also where rows that b changes along do not fill whole cache lines.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void Zip<TOp>(TOp op, BroadcastClass right, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, int rows, int columns, bool stream = false)
        where TOp : struct, IBinaryOp
    {
        long count = Elements(TOp.Name, rows, columns);
        RequireLength(TOp.Name, nameof(a), a.Length, count);
        RequireLength(TOp.Name, nameof(b), b.Length, RightLength(right, rows, columns));
        RequireLength(TOp.Name, nameof(y), y.Length, count);
        fixed (float* pa = a, pb = b, py = y)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                ZipWith<TOp, Lanes16>(op, right, pa, pb, py, rows, columns, stream);
            }
            else if (Lanes8.IsAccelerated)
            {
                ZipWith<TOp, Lanes8>(op, right, pa, pb, py, rows, columns, stream);
            }
            else
            {
                ZipWith<TOp, Scalar>(op, right, pa, pb, py, rows, columns, stream);
            }
        }
    }

    /// <summary>Gradient of a binary op by its left operand, of the full shape: <c>da = ∂f/∂a · dy</c>, or added to da.</summary>
    /// <param name="op">The op.</param>
    /// <param name="right">How b relates to a.</param>
    /// <param name="a">Left operand of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="b">Right operand of the forward loop.</param>
    /// <param name="y">Result of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the result, <c>[rows, columns]</c>.</param>
    /// <param name="da">Gradient of a, <c>[rows, columns]</c>; may be the memory of <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="accumulate">Whether to add to da instead of overwriting it.</param>
    /// <param name="stream">As in <see cref="Map"/>; without effect also where rows that b changes along do not fill whole cache lines.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void ZipGradientLeft<TOp>(
        TOp op,
        BroadcastClass right,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        Span<float> da,
        int rows,
        int columns,
        bool accumulate,
        bool stream = false)
        where TOp : struct, IBinaryOp
    {
        long count = RequireZipLengths(TOp.Name, right, a, b, y, dy, rows, columns);
        RequireLength(TOp.Name, nameof(da), da.Length, count);
        fixed (float* pa = a, pb = b, py = y, pdy = dy, pda = da)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                ZipGradientLeftWith<TOp, Lanes16>(op, right, pa, pb, py, pdy, pda, rows, columns, accumulate, stream);
            }
            else if (Lanes8.IsAccelerated)
            {
                ZipGradientLeftWith<TOp, Lanes8>(op, right, pa, pb, py, pdy, pda, rows, columns, accumulate, stream);
            }
            else
            {
                ZipGradientLeftWith<TOp, Scalar>(op, right, pa, pb, py, pdy, pda, rows, columns, accumulate, stream);
            }
        }
    }

    internal static void ZipWith<TOp, T>(TOp op, BroadcastClass right, float* a, float* b, float* y, nint rows, nint columns, bool stream = false)
        where TOp : struct, IBinaryOp
        where T : struct, ILanes<T>
    {
        (rows, columns) = AsFewRows(right, rows, columns);
        if (stream && RowsSuit(y, a, b, rows, columns))
        {
            ZipVectors<TOp, T, StreamedStores>(op, right, a, b, y, rows, columns);
        }
        else
        {
            ZipVectors<TOp, T, CachedStores>(op, right, a, b, y, rows, columns);
        }
    }

    private static void ZipVectors<TOp, T, TStores>(TOp op, BroadcastClass right, float* a, float* b, float* y, nint rows, nint columns)
        where TOp : struct, IBinaryOp
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        bool constant = right is BroadcastClass.Scalar or BroadcastClass.Column;
        for (nint row = 0; row < rows; row++, a += columns, y += columns)
        {
            T value = constant ? T.Of(b[right == BroadcastClass.Column ? row : 0]) : default;
            for (nint i = 0; i < columns; i += T.Width)
            {
                nint left = columns - i;
                TStores.ReadAhead<T>(a + i);
                T vb = value;
                if (!constant)
                {
                    TStores.ReadAhead<T>(b + i);
                    vb = Read<T>(b + i, left);
                }

                Write<T, TStores>(op.Forward(Read<T>(a + i, left), vb), y + i, left);
            }
        }

        TStores.Finish();
    }

    internal static void ZipGradientLeftWith<TOp, T>(
        TOp op, BroadcastClass right, float* a, float* b, float* y, float* dy, float* da, nint rows, nint columns, bool accumulate, bool stream = false)
        where TOp : struct, IBinaryOp
        where T : struct, ILanes<T>
    {
        (rows, columns) = AsFewRows(right, rows, columns);
        if (stream && !accumulate && RowsSuit(da, a, b, rows, columns) && da != y && da != dy)
        {
            ZipGradientVectors<TOp, T, StreamedStores>(op, right, a, b, y, dy, da, rows, columns, accumulate: false);
        }
        else
        {
            ZipGradientVectors<TOp, T, CachedStores>(op, right, a, b, y, dy, da, rows, columns, accumulate);
        }
    }

    private static void ZipGradientVectors<TOp, T, TStores>(
        TOp op, BroadcastClass right, float* a, float* b, float* y, float* dy, float* da, nint rows, nint columns, bool accumulate)
        where TOp : struct, IBinaryOp
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        bool constant = right is BroadcastClass.Scalar or BroadcastClass.Column;
        for (nint row = 0; row < rows; row++, a += columns, y += columns, dy += columns, da += columns)
        {
            T value = constant ? T.Of(b[right == BroadcastClass.Column ? row : 0]) : default;
            for (nint i = 0; i < columns; i += T.Width)
            {
                nint left = columns - i;
                TStores.ReadAhead<T>(a + i);
                TStores.ReadAhead<T>(dy + i);
                T vb = constant ? value : Read<T>(b + i, left);
                T gradient = op.BackwardLeft(Read<T>(a + i, left), vb, Read<T>(y + i, left), Read<T>(dy + i, left));
                Write<T, TStores>(accumulate ? Read<T>(da + i, left) + gradient : gradient, da + i, left);
            }
        }

        TStores.Finish();
    }

    // Every row has to begin with a cache line.
    private static bool RowsSuit(float* y, float* a, float* b, nint rows, nint columns)
        => StreamedStores.Suit(y, a) && y != b && (rows == 1 || columns % 16 == 0);

    // Where b does not change from row to row, or has the full shape, all rows are one long row.
    private static (nint Rows, nint Columns) AsFewRows(BroadcastClass right, nint rows, nint columns)
        => right is BroadcastClass.Same or BroadcastClass.Scalar ? (rows == 0 ? 0 : 1, rows * columns) : (rows, columns);

    private static int RightLength(BroadcastClass right, int rows, int columns) => right switch
    {
        BroadcastClass.Same => rows * columns,
        BroadcastClass.Scalar => 1,
        BroadcastClass.Row => columns,
        BroadcastClass.Column => rows,
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "This is no broadcast class."),
    };

    private static long RequireZipLengths(
        string operation,
        BroadcastClass right,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        int rows,
        int columns)
    {
        long count = Elements(operation, rows, columns);
        RequireLength(operation, nameof(a), a.Length, count);
        RequireLength(operation, nameof(b), b.Length, RightLength(right, rows, columns));
        RequireLength(operation, nameof(y), y.Length, count);
        RequireLength(operation, nameof(dy), dy.Length, count);
        return count;
    }
}
