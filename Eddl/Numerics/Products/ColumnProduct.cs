using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>The product of a matrix whose rows lie in memory and one column, on one thread: a dot product per row, at the speed of memory.</summary>
/// <remarks>
/// Lanes are terms. Whatever the width of a register, there are 16 sums per row: sum i takes the terms <c>k ≡ i (mod 16)</c> in ascending
/// order. Narrow registers go over the row several times, each time for other lanes; the row is in the first-level cache by then.
/// </remarks>
internal static unsafe class ColumnProduct<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    private const int Sums = 16;

    // Rows side by side hide the latency of the multiply-add, and share what is read of the column.
    private const int Rows = 4;

    // Four rows of a block and the column stay in the first-level cache.
    private const int MaxDepth = 2048;

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands with one column and A not transposed; no size is 0.</param>
    public static void Run(in ProductOperands operands)
    {
        int depthBlock = ProductWorkspace.EvenBlock(operands.K, MaxDepth);
        float* sums = stackalloc float[Rows * Sums];
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, operands.K - first);
            float* column = ColumnOf(operands, first, depth);
            float* bias = first + depth == operands.K ? operands.Bias : null;
            bool accumulate = operands.Accumulate || first > 0;
            for (int row = 0; row < operands.M; row += Rows)
            {
                int rows = Math.Min(Rows, operands.M - row);
                SumRows(operands.LeftAt(row, first), operands.Lda, rows, column, depth, sums);
                float* c = operands.C + (row * operands.Ldc);
                for (int i = 0; i < rows; i++)
                {
                    float sum = Total(sums + (i * Sums));
                    sum = accumulate ? *c + sum : sum;
                    *c = bias == null ? sum : sum + *bias;
                    c += operands.Ldc;
                }
            }
        }
    }

    // The terms of the column side by side.
    private static float* ColumnOf(in ProductOperands operands, int first, int depth)
    {
        float* b = operands.RightAt(first, 0);
        if (operands.TransposeB || operands.Ldb == 1)
        {
            return b;
        }

        float* copy = ProductWorkspace.OfThread.Panel;
        for (int k = 0; k < depth; k++)
        {
            copy[k] = *b;
            b += operands.Ldb;
        }

        return copy;
    }

    // The sums of up to four rows; missing rows repeat the last one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRows(float* a, nint lda, int rows, float* b, int depth, float* sums)
    {
        float* a1 = a + (nint.Min(1, rows - 1) * lda);
        float* a2 = a + (nint.Min(2, rows - 1) * lda);
        float* a3 = a + (nint.Min(3, rows - 1) * lda);
        nint whole = depth / Sums * Sums;
        for (int lane = 0; lane < Sums; lane += TRegister.Width)
        {
            TVector s0 = TRegister.Zero, s1 = s0, s2 = s0, s3 = s0;
            nint k = lane;
            for (; k < whole; k += Sums)
            {
                TVector x = TRegister.Load(b + k);
                s0 = TRegister.MultiplyAdd(TRegister.Load(a + k), x, s0);
                s1 = TRegister.MultiplyAdd(TRegister.Load(a1 + k), x, s1);
                s2 = TRegister.MultiplyAdd(TRegister.Load(a2 + k), x, s2);
                s3 = TRegister.MultiplyAdd(TRegister.Load(a3 + k), x, s3);
            }

            if (whole < depth)
            {
                TVector mask = TRegister.FirstLanes(depth - (int)k);
                TVector x = TRegister.LoadMasked(b + k, mask);
                s0 = TRegister.MultiplyAdd(TRegister.LoadMasked(a + k, mask), x, s0);
                s1 = TRegister.MultiplyAdd(TRegister.LoadMasked(a1 + k, mask), x, s1);
                s2 = TRegister.MultiplyAdd(TRegister.LoadMasked(a2 + k, mask), x, s2);
                s3 = TRegister.MultiplyAdd(TRegister.LoadMasked(a3 + k, mask), x, s3);
            }

            TRegister.Store(s0, sums + lane);
            TRegister.Store(s1, sums + Sums + lane);
            TRegister.Store(s2, sums + (2 * Sums) + lane);
            TRegister.Store(s3, sums + (3 * Sums) + lane);
        }
    }

    // Adds the 16 sums in pairs that are 8, 4, 2 and 1 apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Total(float* sums)
    {
        Vector128<float> four = (Vector128.Load(sums) + Vector128.Load(sums + 8)) + (Vector128.Load(sums + 4) + Vector128.Load(sums + 12));
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }
}
