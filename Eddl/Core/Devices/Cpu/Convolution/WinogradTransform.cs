using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The transforms of the minimal filtering algorithm F(2×2, 3×3), lane by lane: each lane is one channel or one filter.</summary>
/// <remarks>Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, eq. 8 and 9:
/// <c>Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A</c> for 4×4 inputs d, 3×3 weights g and 2×2 outputs Y. All multipliers are 0, ±1 and ½, so the
/// transforms round little, and the sums are a ninth as long as those of the direct way: with 32 to 512 channels of normal numbers the root mean
/// square of the error is 2 to 7 parts in 10⁷ of that of the results, 0.6 of the direct sum's. The weight gradient is the same
/// expression differentiated by g: <c>dg = Gᵀ[(A dY Aᵀ) ⊙ (Bᵀ d B)]G</c>, the products summed over all patches.</remarks>
internal static unsafe class WinogradTransform<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary><c>Bᵀ d B</c> of one 4×4 patch of the source, for all its channels.</summary>
    /// <param name="x">First cell of the patch.</param>
    /// <param name="rowPitch">Distance of its rows.</param>
    /// <param name="cellPitch">Distance of its columns.</param>
    /// <param name="channels">Channels, a multiple of the register's width.</param>
    /// <param name="to">Written: the first of 16 results of that many channels.</param>
    /// <param name="pitch">Distance of the results.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(float* x, nint rowPitch, nint cellPitch, int channels, float* to, nint pitch)
    {
        for (int c = 0; c < channels; c += TRegister.Width, x += TRegister.Width, to += TRegister.Width)
        {
            // Rows 0 and 2 first: at most twelve of the sixteen numbers are held at a time.
            float* row = x + (2 * rowPitch);
            TVector c0 = TRegister.Load(row), c1 = TRegister.Load(row + cellPitch);
            TVector c2 = TRegister.Load(row + (2 * cellPitch)), c3 = TRegister.Load(row + (3 * cellPitch));
            row = x;
            InputRow(
                TRegister.Subtract(TRegister.Load(row), c0), TRegister.Subtract(TRegister.Load(row + cellPitch), c1),
                TRegister.Subtract(TRegister.Load(row + (2 * cellPitch)), c2), TRegister.Subtract(TRegister.Load(row + (3 * cellPitch)), c3), to, pitch);
            row += rowPitch;
            TVector b0 = TRegister.Load(row), b1 = TRegister.Load(row + cellPitch);
            TVector b2 = TRegister.Load(row + (2 * cellPitch)), b3 = TRegister.Load(row + (3 * cellPitch));
            InputRow(TRegister.Add(b0, c0), TRegister.Add(b1, c1), TRegister.Add(b2, c2), TRegister.Add(b3, c3), to + (4 * pitch), pitch);
            InputRow(
                TRegister.Subtract(c0, b0), TRegister.Subtract(c1, b1), TRegister.Subtract(c2, b2), TRegister.Subtract(c3, b3), to + (8 * pitch), pitch);
            row += 2 * rowPitch;
            InputRow(
                TRegister.Subtract(b0, TRegister.Load(row)), TRegister.Subtract(b1, TRegister.Load(row + cellPitch)),
                TRegister.Subtract(b2, TRegister.Load(row + (2 * cellPitch))), TRegister.Subtract(b3, TRegister.Load(row + (3 * cellPitch))),
                to + (12 * pitch), pitch);
        }
    }

    /// <summary><c>G g Gᵀ</c> of all weights of a panel.</summary>
    /// <param name="packed">Nine taps of <paramref name="count"/> numbers.</param>
    /// <param name="count">Terms times columns, a multiple of the register's width.</param>
    /// <param name="to">Written: sixteen times that many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights(float* packed, nint count, float* to)
    {
        for (nint i = 0; i < count; i += TRegister.Width, packed += TRegister.Width, to += TRegister.Width)
        {
            WeightColumn(packed, 3 * count, out TVector a0, out TVector a1, out TVector a2, out TVector a3);
            WeightColumn(packed + count, 3 * count, out TVector b0, out TVector b1, out TVector b2, out TVector b3);
            WeightColumn(packed + (2 * count), 3 * count, out TVector c0, out TVector c1, out TVector c2, out TVector c3);
            WeightRow(a0, b0, c0, to, count);
            WeightRow(a1, b1, c1, to + (4 * count), count);
            WeightRow(a2, b2, c2, to + (8 * count), count);
            WeightRow(a3, b3, c3, to + (12 * count), count);
        }
    }

    /// <summary><c>y (+)= start + Aᵀ m A</c> of one 2×2 patch of the result, for one register of columns.</summary>
    /// <param name="m">The first of 16 products.</param>
    /// <param name="pitch">Distance of the products.</param>
    /// <param name="start">Added to every cell.</param>
    /// <param name="y">First cell of the patch.</param>
    /// <param name="rowPitch">Distance of its rows.</param>
    /// <param name="cellPitch">Distance of its columns.</param>
    /// <param name="accumulate">Whether y keeps its content.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(float* m, nint pitch, TVector start, float* y, nint rowPitch, nint cellPitch, bool accumulate)
    {
        OutputColumn(m, 4 * pitch, out TVector upper0, out TVector lower0);
        OutputColumn(m + pitch, 4 * pitch, out TVector upper1, out TVector lower1);
        OutputColumn(m + (2 * pitch), 4 * pitch, out TVector upper2, out TVector lower2);
        OutputColumn(m + (3 * pitch), 4 * pitch, out TVector upper3, out TVector lower3);
        OutputRow(upper0, upper1, upper2, upper3, start, y, cellPitch, accumulate);
        OutputRow(lower0, lower1, lower2, lower3, start, y + rowPitch, cellPitch, accumulate);
    }

    /// <summary><c>A dY Aᵀ</c> of one 2×2 patch of the output gradient, the transpose of <see cref="Output"/>, for some of its filters.</summary>
    /// <param name="dy">First cell of the patch.</param>
    /// <param name="rowPitch">Distance of its rows.</param>
    /// <param name="cellPitch">Distance of its columns.</param>
    /// <param name="filters">Filters, a multiple of the register's width.</param>
    /// <param name="to">Written: the first of 16 results of that many filters.</param>
    /// <param name="pitch">Distance of the results.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(float* dy, nint rowPitch, nint cellPitch, int filters, float* to, nint pitch)
    {
        for (int k = 0; k < filters; k += TRegister.Width, dy += TRegister.Width, to += TRegister.Width)
        {
            TVector a0 = TRegister.Load(dy), a1 = TRegister.Load(dy + cellPitch);
            TVector b0 = TRegister.Load(dy + rowPitch), b1 = TRegister.Load(dy + rowPitch + cellPitch);
            OutputGradientRow(a0, a1, to, pitch);
            OutputGradientRow(TRegister.Add(a0, b0), TRegister.Add(a1, b1), to + (4 * pitch), pitch);
            OutputGradientRow(TRegister.Subtract(a0, b0), TRegister.Subtract(a1, b1), to + (8 * pitch), pitch);
            OutputGradientRow(TRegister.Subtract(TRegister.Zero, b0), TRegister.Subtract(TRegister.Zero, b1), to + (12 * pitch), pitch);
        }
    }

    /// <summary><c>Gᵀ m G</c> where m is the sum of several ranges, the transpose of <see cref="Weights"/>.</summary>
    /// <param name="sums">The first of 16 sums of the first range.</param>
    /// <param name="pitch">Distance of the sums.</param>
    /// <param name="ranges">Ranges, added up in order.</param>
    /// <param name="rangePitch">Distance of the ranges.</param>
    /// <param name="count">Numbers of each sum, a multiple of the register's width.</param>
    /// <param name="to">Written: the first of nine taps.</param>
    /// <param name="tapPitch">Distance of the taps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(float* sums, nint pitch, int ranges, nint rangePitch, nint count, float* to, nint tapPitch)
    {
        for (nint i = 0; i < count; i += TRegister.Width, sums += TRegister.Width, to += TRegister.Width)
        {
            WeightGradientColumn(sums, 4 * pitch, ranges, rangePitch, out TVector a0, out TVector b0, out TVector c0);
            WeightGradientColumn(sums + pitch, 4 * pitch, ranges, rangePitch, out TVector a1, out TVector b1, out TVector c1);
            WeightGradientColumn(sums + (2 * pitch), 4 * pitch, ranges, rangePitch, out TVector a2, out TVector b2, out TVector c2);
            WeightGradientColumn(sums + (3 * pitch), 4 * pitch, ranges, rangePitch, out TVector a3, out TVector b3, out TVector c3);
            WeightGradientRow(a0, a1, a2, a3, to, tapPitch);
            WeightGradientRow(b0, b1, b2, b3, to + (3 * tapPitch), tapPitch);
            WeightGradientRow(c0, c1, c2, c3, to + (6 * tapPitch), tapPitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputRow(TVector t0, TVector t1, TVector t2, TVector t3, float* to, nint pitch)
    {
        TRegister.Store(TRegister.Subtract(t0, t2), to);
        TRegister.Store(TRegister.Add(t1, t2), to + pitch);
        TRegister.Store(TRegister.Subtract(t2, t1), to + (2 * pitch));
        TRegister.Store(TRegister.Subtract(t1, t3), to + (3 * pitch));
    }

    // One column of G g.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightColumn(float* packed, nint pitch, out TVector first, out TVector second, out TVector third, out TVector last)
    {
        first = TRegister.Load(packed);
        last = TRegister.Load(packed + (2 * pitch));
        Halves(first, TRegister.Load(packed + pitch), last, out second, out third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightRow(TVector first, TVector middle, TVector last, float* to, nint pitch)
    {
        Halves(first, middle, last, out TVector second, out TVector third);
        TRegister.Store(first, to);
        TRegister.Store(second, to + pitch);
        TRegister.Store(third, to + (2 * pitch));
        TRegister.Store(last, to + (3 * pitch));
    }

    // Half of first ± middle + last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(TVector first, TVector middle, TVector last, out TVector plus, out TVector minus)
    {
        TVector half = TRegister.Broadcast(0.5f);
        TVector outer = TRegister.MultiplyAdd(half, TRegister.Add(first, last), TRegister.Zero);
        middle = TRegister.MultiplyAdd(half, middle, TRegister.Zero);
        plus = TRegister.Add(outer, middle);
        minus = TRegister.Subtract(outer, middle);
    }

    // One column of Aᵀ m.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputColumn(float* m, nint pitch, out TVector upper, out TVector lower)
    {
        TVector m1 = TRegister.Load(m + pitch), m2 = TRegister.Load(m + (2 * pitch));
        upper = TRegister.Add(TRegister.Load(m), TRegister.Add(m1, m2));
        lower = TRegister.Subtract(TRegister.Subtract(m1, m2), TRegister.Load(m + (3 * pitch)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputRow(TVector s0, TVector s1, TVector s2, TVector s3, TVector start, float* y, nint cellPitch, bool accumulate)
    {
        TVector left = TRegister.Add(start, TRegister.Add(s0, TRegister.Add(s1, s2)));
        TVector right = TRegister.Add(start, TRegister.Subtract(TRegister.Subtract(s1, s2), s3));
        if (accumulate)
        {
            left = TRegister.Add(left, TRegister.Load(y));
            right = TRegister.Add(right, TRegister.Load(y + cellPitch));
        }

        TRegister.Store(left, y);
        TRegister.Store(right, y + cellPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputGradientRow(TVector left, TVector right, float* to, nint pitch)
    {
        TRegister.Store(left, to);
        TRegister.Store(TRegister.Add(left, right), to + pitch);
        TRegister.Store(TRegister.Subtract(left, right), to + (2 * pitch));
        TRegister.Store(TRegister.Subtract(TRegister.Zero, right), to + (3 * pitch));
    }

    // One column of Gᵀ m.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightGradientColumn(
        float* sums, nint pitch, int ranges, nint rangePitch, out TVector first, out TVector middle, out TVector last)
    {
        TVector m0 = Total(sums, ranges, rangePitch), m1 = Total(sums + pitch, ranges, rangePitch);
        TVector m2 = Total(sums + (2 * pitch), ranges, rangePitch), m3 = Total(sums + (3 * pitch), ranges, rangePitch);
        Thirds(m0, m1, m2, m3, out first, out middle, out last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightGradientRow(TVector m0, TVector m1, TVector m2, TVector m3, float* to, nint tapPitch)
    {
        Thirds(m0, m1, m2, m3, out TVector first, out TVector middle, out TVector last);
        TRegister.Store(first, to);
        TRegister.Store(middle, to + tapPitch);
        TRegister.Store(last, to + (2 * tapPitch));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Thirds(TVector m0, TVector m1, TVector m2, TVector m3, out TVector first, out TVector middle, out TVector last)
    {
        TVector half = TRegister.Broadcast(0.5f);
        TVector sum = TRegister.Add(m1, m2);
        first = TRegister.MultiplyAdd(half, sum, m0);
        middle = TRegister.MultiplyAdd(half, TRegister.Subtract(m1, m2), TRegister.Zero);
        last = TRegister.MultiplyAdd(half, sum, m3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Total(float* sums, int ranges, nint rangePitch)
    {
        TVector total = TRegister.Load(sums);
        for (int range = 1; range < ranges; range++)
        {
            sums += rangePitch;
            total = TRegister.Add(total, TRegister.Load(sums));
        }

        return total;
    }
}
