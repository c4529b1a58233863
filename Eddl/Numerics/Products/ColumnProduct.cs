using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>The product of a matrix whose rows lie in memory and one column, on one thread: a dot product per row, at the speed of memory.</summary>
/// <remarks>
/// Lanes are terms. Whatever the width of a register, there are 16 sums per row: sum i takes the terms <c>k ≡ i (mod 16)</c> in ascending
/// order. Narrow registers go over the row several times, each time for other lanes; the row is in the first-level cache by then.
/// A row times a transposed matrix is the same, with the operands exchanged.
/// </remarks>
internal static unsafe class ColumnProduct<TRegister, TNumber, TVector>
    where TRegister : struct, IProductRegister<TNumber, TVector>
    where TNumber : unmanaged, INumber<TNumber>
    where TVector : struct
{
    private const int Sums = 16;

    // Rows side by side hide the latency of the multiply-add, and share what is read of the column.
    private const int Rows = 4;

    // Four rows of a block and the column stay in the first-level cache.
    private const int MaxBytes = 8192;

    // Whether one pass over the rows takes two registers of each, because one is not all the sums.
    private static bool IsPaired
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TRegister.Width < Sums;
    }

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands with one column and A not transposed; no size is 0.</param>
    /// <param name="biasStride">Distance of the bias from row to row; 0 where all rows have the same.</param>
    /// <param name="then">Applied to what is finished of C.</param>
    public static void Run<TThen>(in ProductOperands<TNumber> operands, nint biasStride, TThen then)
        where TThen : struct, IProductThen<TNumber>
    {
        int depthBlock = ProductWorkspace<TNumber>.EvenBlock(operands.K, MaxBytes / sizeof(TNumber));
        TNumber* sums = stackalloc TNumber[Rows * Sums];
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, operands.K - first);
            TNumber* column = ColumnOf(operands, first, depth);
            TNumber* bias = first + depth == operands.K ? operands.Bias : null;
            bool accumulate = operands.Accumulate || first > 0;
            for (int row = 0; row < operands.M; row += Rows)
            {
                int rows = Math.Min(Rows, operands.M - row);
                SumRows(operands.LeftAt(row, first), operands.Lda, rows, column, depth, sums);
                TNumber* c = operands.C + (row * operands.Ldc);
                for (int i = 0; i < rows; i++)
                {
                    TNumber sum = Total(sums + (i * Sums));
                    sum = accumulate ? *c + sum : sum;
                    *c = bias == null ? sum : sum + bias[(row + i) * biasStride];
                    c += operands.Ldc;
                }
            }
        }

        if (TThen.IsNothing)
        {
            return;
        }

        if (operands.Ldc == 1)
        {
            then.Apply(operands.C, 0, 1, operands.M);
        }
        else
        {
            then.Apply(operands.C, operands.Ldc, operands.M, 1);
        }
    }

    // The terms of the column side by side.
    private static TNumber* ColumnOf(in ProductOperands<TNumber> operands, int first, int depth)
    {
        TNumber* b = operands.RightAt(first, 0);
        if (operands.TransposeB || operands.Ldb == 1)
        {
            return b;
        }

        TNumber* copy = ProductWorkspace<TNumber>.OfThread.Panel;
        for (int k = 0; k < depth; k++)
        {
            copy[k] = *b;
            b += operands.Ldb;
        }

        return copy;
    }

    // The sums of up to four rows; missing rows repeat the last one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRows(TNumber* a, nint lda, int rows, TNumber* b, int depth, TNumber* sums)
    {
        TNumber* a1 = a + (nint.Min(1, rows - 1) * lda);
        TNumber* a2 = a + (nint.Min(2, rows - 1) * lda);
        TNumber* a3 = a + (nint.Min(3, rows - 1) * lda);
        nint whole = depth / Sums * Sums;
        for (int lane = 0; lane < Sums; lane += IsPaired ? 2 * TRegister.Width : TRegister.Width)
        {
            TVector s0 = TRegister.Zero, s1 = s0, s2 = s0, s3 = s0;
            TVector t0 = s0, t1 = s0, t2 = s0, t3 = s0;
            nint k = lane;
            for (; k < whole; k += Sums)
            {
                TVector x = TRegister.Load(b + k);
                s0 = TRegister.MultiplyAdd(TRegister.Load(a + k), x, s0);
                s1 = TRegister.MultiplyAdd(TRegister.Load(a1 + k), x, s1);
                s2 = TRegister.MultiplyAdd(TRegister.Load(a2 + k), x, s2);
                s3 = TRegister.MultiplyAdd(TRegister.Load(a3 + k), x, s3);
                if (IsPaired)
                {
                    nint next = k + TRegister.Width;
                    x = TRegister.Load(b + next);
                    t0 = TRegister.MultiplyAdd(TRegister.Load(a + next), x, t0);
                    t1 = TRegister.MultiplyAdd(TRegister.Load(a1 + next), x, t1);
                    t2 = TRegister.MultiplyAdd(TRegister.Load(a2 + next), x, t2);
                    t3 = TRegister.MultiplyAdd(TRegister.Load(a3 + next), x, t3);
                }
            }

            if (whole < depth)
            {
                AddLast(k, depth, a, a1, a2, a3, b, ref s0, ref s1, ref s2, ref s3);
                if (IsPaired)
                {
                    AddLast(k + TRegister.Width, depth, a, a1, a2, a3, b, ref t0, ref t1, ref t2, ref t3);
                }
            }

            StoreSums(sums + lane, s0, s1, s2, s3);
            if (IsPaired)
            {
                StoreSums(sums + lane + TRegister.Width, t0, t1, t2, t3);
            }
        }
    }

    // The terms from k on, fewer than 16 and maybe none in these lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLast(
        nint k, int depth, TNumber* a, TNumber* a1, TNumber* a2, TNumber* a3, TNumber* b,
        ref TVector s0, ref TVector s1, ref TVector s2, ref TVector s3)
    {
        TVector mask = TRegister.FirstLanes(depth - (int)k);
        TVector x = TRegister.LoadMasked(b + k, mask);
        s0 = TRegister.MultiplyAdd(TRegister.LoadMasked(a + k, mask), x, s0);
        s1 = TRegister.MultiplyAdd(TRegister.LoadMasked(a1 + k, mask), x, s1);
        s2 = TRegister.MultiplyAdd(TRegister.LoadMasked(a2 + k, mask), x, s2);
        s3 = TRegister.MultiplyAdd(TRegister.LoadMasked(a3 + k, mask), x, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSums(TNumber* sums, TVector s0, TVector s1, TVector s2, TVector s3)
    {
        TRegister.Store(s0, sums);
        TRegister.Store(s1, sums + Sums);
        TRegister.Store(s2, sums + (2 * Sums));
        TRegister.Store(s3, sums + (3 * Sums));
    }

    // Adds the 16 sums in pairs that are 8, 4, 2 and 1 apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TNumber Total(TNumber* sums)
    {
        Vector128<TNumber> low = (Vector128.Load(sums) + Vector128.Load(sums + 8)) + (Vector128.Load(sums + 4) + Vector128.Load(sums + 12));
        if (Vector128<TNumber>.Count == 4)
        {
            return (low[0] + low[2]) + (low[1] + low[3]);
        }

        Vector128<TNumber> high = (Vector128.Load(sums + 2) + Vector128.Load(sums + 10)) + (Vector128.Load(sums + 6) + Vector128.Load(sums + 14));
        Vector128<TNumber> two = low + high;
        return two[0] + two[1];
    }
}
