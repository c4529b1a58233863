using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    // Rows that softmax takes together, and how many elements they may have: they stay in the first cache.
    private const int SoftmaxGroup = 16;
    private const int SoftmaxGroupElements = 4096;

    // The same where results go past the caches: the shorter the turns of reading and writing, the better memory does both.
    private const int StreamedGroupElements = 512;

    /// <summary>Softmax of every row: <c>y = e^(x − max) / Σ e^(x − max)</c>.</summary>
    /// <remarks>A row that holds NaN or ∞, or nothing but −∞, becomes NaN; single elements −∞ become 0.</remarks>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="y"><c>[rows, columns]</c>; may be the memory of <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="stream">As in <see cref="Map"/>, and only for rows of 32 to 4096 columns that fill whole cache lines.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void SoftmaxRows(ReadOnlySpan<float> x, Span<float> y, int rows, int columns, bool stream = false)
        => Softmax("Softmax", x, y, rows, columns, logarithm: false, stream);

    /// <summary>Logarithm of the softmax of every row: <c>y = x − max − ln Σ e^(x − max)</c>.</summary>
    /// <remarks>A row that holds NaN or ∞, or nothing but −∞, becomes NaN; single elements −∞ stay −∞.</remarks>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="y"><c>[rows, columns]</c>; may be the memory of <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="stream">As in <see cref="Map"/>, and only for rows of 32 to 4096 columns that fill whole cache lines.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void LogSoftmaxRows(ReadOnlySpan<float> x, Span<float> y, int rows, int columns, bool stream = false)
        => Softmax("LogSoftmax", x, y, rows, columns, logarithm: true, stream);

    /// <summary>Gradient of <see cref="SoftmaxRows"/>: <c>dx = y·(dy − Σ y·dy)</c>, or added to dx.</summary>
    /// <param name="y">Result of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the result, <c>[rows, columns]</c>.</param>
    /// <param name="dx">Gradient of the input, <c>[rows, columns]</c>; may be the memory of <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="accumulate">Whether to add to dx instead of overwriting it.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void SoftmaxRowsGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns, bool accumulate)
        => SoftmaxGradient("Softmax", y, dy, dx, rows, columns, accumulate, logarithm: false);

    /// <summary>Gradient of <see cref="LogSoftmaxRows"/>: <c>dx = dy − e^y·Σ dy</c>, or added to dx.</summary>
    /// <param name="y">Result of the forward loop, <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the result, <c>[rows, columns]</c>.</param>
    /// <param name="dx">Gradient of the input, <c>[rows, columns]</c>; may be the memory of <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="accumulate">Whether to add to dx instead of overwriting it.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void LogSoftmaxRowsGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns, bool accumulate)
        => SoftmaxGradient("LogSoftmax", y, dy, dx, rows, columns, accumulate, logarithm: true);

    private static void Softmax(string operation, ReadOnlySpan<float> x, Span<float> y, int rows, int columns, bool logarithm, bool stream)
    {
        long count = Elements(operation, rows, columns);
        RequireLength(operation, nameof(x), x.Length, count);
        RequireLength(operation, nameof(y), y.Length, count);
        fixed (float* px = x, py = y)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                SoftmaxWith<Lanes16>(px, py, rows, columns, logarithm, stream);
            }
            else if (Lanes8.IsAccelerated)
            {
                SoftmaxWith<Lanes8>(px, py, rows, columns, logarithm, stream);
            }
            else
            {
                SoftmaxWith<Scalar>(px, py, rows, columns, logarithm, stream);
            }
        }
    }

    private static void SoftmaxGradient(
        string operation, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int rows, int columns, bool accumulate, bool logarithm)
    {
        long count = Elements(operation, rows, columns);
        RequireLength(operation, nameof(y), y.Length, count);
        RequireLength(operation, nameof(dy), dy.Length, count);
        RequireLength(operation, nameof(dx), dx.Length, count);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                SoftmaxGradientWith<Lanes16>(py, pdy, pdx, rows, columns, accumulate, logarithm);
            }
            else if (Lanes8.IsAccelerated)
            {
                SoftmaxGradientWith<Lanes8>(py, pdy, pdx, rows, columns, accumulate, logarithm);
            }
            else
            {
                SoftmaxGradientWith<Scalar>(py, pdy, pdx, rows, columns, accumulate, logarithm);
            }
        }
    }

    internal static void SoftmaxWith<T>(float* x, float* y, nint rows, nint columns, bool logarithm, bool stream = false)
        where T : struct, ILanes<T>
    {
        if (columns <= NarrowColumns)
        {
            NarrowSoftmax<T>(x, y, rows, columns, logarithm);
        }
        else if (stream && columns <= SoftmaxGroupElements && columns % 16 == 0 && StreamedStores.Suit(y, x))
        {
            float* powers = stackalloc float[SoftmaxGroupElements];
            SoftmaxGroups<T>(x, y, rows, columns, logarithm, powers);
            StreamedStores.Finish();
        }
        else
        {
            SoftmaxGroups<T>(x, y, rows, columns, logarithm, null);
        }
    }

    // A few rows at a time, step by step: the steps of one row wait for each other, those of different rows overlap. The powers lie in the result,
    // or, where that goes past the caches, in memory beside it.
    private static void SoftmaxGroups<T>(float* x, float* y, nint rows, nint columns, bool logarithm, float* powers)
        where T : struct, ILanes<T>
    {
        float* shifts = stackalloc float[SoftmaxGroup];
        float* sums = stackalloc float[SoftmaxGroup];
        bool streams = powers != null;
        nint group = Math.Clamp((streams ? StreamedGroupElements : SoftmaxGroupElements) / columns, 1, SoftmaxGroup);
        for (nint first = 0; first < rows; first += group)
        {
            nint count = Math.Min(group, rows - first);
            float* source = x + (first * columns), result = y + (first * columns);
            float* middle = streams ? powers : result;
            for (nint row = 0; row < count; row++)
            {
                AnnounceRow(streams, source + (row * columns), columns, third: 0);
                shifts[row] = Largest<T>(source + (row * columns), columns);
            }

            for (nint row = 0; row < count; row++)
            {
                AnnounceRow(streams, source + (row * columns), columns, third: 1);
                sums[row] = SumOfPowers<T>(source + (row * columns), logarithm ? null : middle + (row * columns), shifts[row], columns);
            }

            for (nint row = 0; row < count; row++)
            {
                nint at = row * columns;
                AnnounceRow(streams, source + at, columns, third: 2);
                float logSum = logarithm ? RealMath.Log(new Scalar(sums[row])).Value : 0;
                if (streams)
                {
                    FinishRow<T, StreamedStores>(logarithm, source + at, middle + at, result + at, shifts[row], logSum, 1 / sums[row], columns);
                }
                else
                {
                    FinishRow<T, CachedStores>(logarithm, source + at, middle + at, result + at, shifts[row], logSum, 1 / sums[row], columns);
                }
            }
        }
    }

    private static void AnnounceRow(bool streams, float* row, nint columns, int third)
    {
        if (streams)
        {
            StreamedStores.ReadAhead(row, columns, third);
        }
    }

    private static void FinishRow<T, TStores>(
        bool logarithm, float* x, float* powers, float* y, float max, float logSum, float factor, nint columns)
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        if (logarithm)
        {
            SubtractTwice<T, TStores>(x, y, max, logSum, columns);
        }
        else
        {
            Scale<T, TStores>(powers, y, factor, columns);
        }
    }

    // The last vector may overlap the one before: a maximum does not mind. Only for rows of at least 16 columns.
    private static float Largest<T>(float* x, nint columns)
        where T : struct, ILanes<T>
    {
        nint last = columns - T.Width;
        T a = T.Load(x + last);
        T b = a, c = a, d = a;
        nint at = 0;
        for (; at <= last - (3 * T.Width); at += 4 * T.Width)
        {
            a = T.MaxNative(a, T.Load(x + at));
            b = T.MaxNative(b, T.Load(x + at + T.Width));
            c = T.MaxNative(c, T.Load(x + at + (2 * T.Width)));
            d = T.MaxNative(d, T.Load(x + at + (3 * T.Width)));
        }

        for (; at < last; at += T.Width)
        {
            a = T.MaxNative(a, T.Load(x + at));
        }

        float* sixteen = stackalloc float[16];
        a = T.MaxNative(T.MaxNative(a, b), T.MaxNative(c, d));
        for (int lane = 0; lane < 16; lane += T.Width)
        {
            T.Store(a, sixteen + lane);
        }

        return Fold<Maximum, T>(default, sixteen);
    }

    // Sum of e^(x - shift), with the powers written to y unless that is null. Sixteen logical accumulators, whose additions need less time than
    // the powers. Long rows are summed in blocks, so that rounding errors do not grow with the row.
    private static float SumOfPowers<T>(float* x, float* y, float shift, nint columns)
        where T : struct, ILanes<T>
    {
        double sum = 0;
        for (nint start = 0; start < columns; start += ReduceBlock)
        {
            sum += SumOfPowersInBlock<T>(x + start, y == null ? null : y + start, shift, Math.Min(ReduceBlock, columns - start));
        }

        return (float)sum;
    }

    private static float SumOfPowersInBlock<T>(float* x, float* y, float shift, nint count)
        where T : struct, ILanes<T>
    {
        float* sixteen = stackalloc float[16];
        for (int lane = 0; lane < 16; lane += T.Width)
        {
            T sum = T.Of(0);
            T shifts = T.Of(shift);
            nint at = lane;
            for (; at + T.Width <= count; at += 16)
            {
                T power = T.Exp(T.Load(x + at) - shifts);
                sum += power;
                if (y != null)
                {
                    T.Store(power, y + at);
                }
            }

            if (at < count)
            {
                int left = (int)(count - at);
                T power = T.Exp(T.LoadPartial(x + at, left) - shifts);
                sum = T.SelectFirst(left, sum + power, sum);
                if (y != null)
                {
                    T.StorePartial(power, y + at, left);
                }
            }

            T.Store(sum, sixteen + lane);
        }

        return Fold<Addition, T>(default, sixteen);
    }

    private static void Scale<T, TStores>(float* powers, float* y, float factor, nint columns)
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        T factors = T.Of(factor);
        nint i = 0;
        for (; i + T.Width <= columns; i += T.Width)
        {
            TStores.Write(T.Load(powers + i) * factors, y + i);
        }

        if (i < columns)
        {
            Write(Read<T>(powers + i, columns - i) * factors, y + i, columns - i);
        }
    }

    // Not max + ln Σ in one number: that would round away small differences next to a large max.
    private static void SubtractTwice<T, TStores>(float* x, float* y, float max, float logSum, nint columns)
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        for (nint i = 0; i < columns; i += T.Width)
        {
            Write<T, TStores>(Read<T>(x + i, columns - i) - T.Of(max) - T.Of(logSum), y + i, columns - i);
        }
    }

    internal static void SoftmaxGradientWith<T>(float* y, float* dy, float* dx, nint rows, nint columns, bool accumulate, bool logarithm)
        where T : struct, ILanes<T>
    {
        var elements = new MappedTerms<Addition>(default, dy, columns);
        var products = new ProductTerms(y, dy, columns);
        for (nint row = 0; row < rows; row++)
        {
            T sum = T.Of(logarithm
                ? ReduceRow<Addition, MappedTerms<Addition>, T>(default, in elements, row, columns)
                : ReduceRow<Addition, ProductTerms, T>(default, in products, row, columns));
            for (nint i = 0; i < columns; i += T.Width)
            {
                nint at = (row * columns) + i;
                nint left = columns - i;
                T vy = Read<T>(y + at, left);
                T vdy = Read<T>(dy + at, left);
                T gradient = logarithm ? vdy - (T.Exp(vy) * sum) : vy * (vdy - sum);
                Write(accumulate ? Read<T>(dx + at, left) + gradient : gradient, dx + at, left);
            }
        }
    }
}
