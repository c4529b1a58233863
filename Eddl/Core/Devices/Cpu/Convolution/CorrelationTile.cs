using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The innermost loop of convolution: a tile of at most 12 rows by one or two registers of
/// <c>y[m, j] = Σ_t weights[m, t] · source[offsets[t] + j] + bias[m]</c>.</summary>
/// <remarks>The offsets replace the im2col matrix: each tap reads the padded source where it lies. Every sum is a local of its own, because
/// the JIT keeps named locals in registers but never an array; the height is a type argument, so unused rows vanish. Each sum takes its
/// terms in ascending t with one rounding per term, then the bias: the same for every element, height and instruction set.</remarks>
internal static unsafe class CorrelationTile<TRegister, TVector, TWidth>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TWidth : struct, IRowCount
{
    /// <summary>Most rows of a tile whose sums stay in registers, beside two of the source and one broadcast weight.</summary>
    public static int MaxRows => Math.Min(12, (TRegister.Available - 3) / 2);

    /// <summary>Columns of a tile.</summary>
    public static int Columns => TWidth.Rows * TRegister.Width;

    private static bool IsDouble => TWidth.Rows == 2;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Height, from 1 to 12.</param>
    /// <param name="taps">Terms of the sums.</param>
    /// <param name="weights">For each tap, <paramref name="rows"/> numbers.</param>
    /// <param name="bias">One number per row.</param>
    /// <param name="source">Source at the tile's first column.</param>
    /// <param name="offsets">Distance of each tap from there.</param>
    /// <param name="y">First element of the tile.</param>
    /// <param name="pitch">Distance of the tile's rows.</param>
    public static void Run(int rows, nint taps, float* weights, float* bias, float* source, int* offsets, float* y, nint pitch)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(taps, weights, bias, source, offsets, y, pitch); break;
            case 2: Compute<RowCount.Two>(taps, weights, bias, source, offsets, y, pitch); break;
            case 3: Compute<RowCount.Three>(taps, weights, bias, source, offsets, y, pitch); break;
            case 4: Compute<RowCount.Four>(taps, weights, bias, source, offsets, y, pitch); break;
            case 5: Compute<RowCount.Five>(taps, weights, bias, source, offsets, y, pitch); break;
            case 6: Compute<RowCount.Six>(taps, weights, bias, source, offsets, y, pitch); break;
            case 7: Compute<RowCount.Seven>(taps, weights, bias, source, offsets, y, pitch); break;
            case 8: Compute<RowCount.Eight>(taps, weights, bias, source, offsets, y, pitch); break;
            case 9: Compute<RowCount.Nine>(taps, weights, bias, source, offsets, y, pitch); break;
            case 10: Compute<RowCount.Ten>(taps, weights, bias, source, offsets, y, pitch); break;
            case 11: Compute<RowCount.Eleven>(taps, weights, bias, source, offsets, y, pitch); break;
            default: Compute<RowCount.Twelve>(taps, weights, bias, source, offsets, y, pitch); break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TRows>(nint taps, float* weights, float* bias, float* source, int* offsets, float* y, nint pitch)
        where TRows : struct, IRowCount
    {
        TVector c00 = TRegister.Zero, c10 = c00, c20 = c00, c30 = c00, c40 = c00, c50 = c00;
        TVector c01 = c00, c11 = c00, c21 = c00, c31 = c00, c41 = c00, c51 = c00;
        TVector c60 = c00, c70 = c00, c80 = c00, c90 = c00, cA0 = c00, cB0 = c00;
        TVector c61 = c00, c71 = c00, c81 = c00, c91 = c00, cA1 = c00, cB1 = c00;
        for (nint t = 0; t < taps; t++)
        {
            float* b = source + offsets[t];
            TVector b0 = TRegister.Load(b);
            TVector b1 = IsDouble ? TRegister.Load(b + TRegister.Width) : b0;
            MultiplyRow<TRows>(0, weights, b0, b1, ref c00, ref c01);
            MultiplyRow<TRows>(1, weights, b0, b1, ref c10, ref c11);
            MultiplyRow<TRows>(2, weights, b0, b1, ref c20, ref c21);
            MultiplyRow<TRows>(3, weights, b0, b1, ref c30, ref c31);
            MultiplyRow<TRows>(4, weights, b0, b1, ref c40, ref c41);
            MultiplyRow<TRows>(5, weights, b0, b1, ref c50, ref c51);
            MultiplyRow<TRows>(6, weights, b0, b1, ref c60, ref c61);
            MultiplyRow<TRows>(7, weights, b0, b1, ref c70, ref c71);
            MultiplyRow<TRows>(8, weights, b0, b1, ref c80, ref c81);
            MultiplyRow<TRows>(9, weights, b0, b1, ref c90, ref c91);
            MultiplyRow<TRows>(10, weights, b0, b1, ref cA0, ref cA1);
            MultiplyRow<TRows>(11, weights, b0, b1, ref cB0, ref cB1);
            weights += TRows.Rows;
        }

        StoreRow<TRows>(0, y, pitch, bias, c00, c01);
        StoreRow<TRows>(1, y, pitch, bias, c10, c11);
        StoreRow<TRows>(2, y, pitch, bias, c20, c21);
        StoreRow<TRows>(3, y, pitch, bias, c30, c31);
        StoreRow<TRows>(4, y, pitch, bias, c40, c41);
        StoreRow<TRows>(5, y, pitch, bias, c50, c51);
        StoreRow<TRows>(6, y, pitch, bias, c60, c61);
        StoreRow<TRows>(7, y, pitch, bias, c70, c71);
        StoreRow<TRows>(8, y, pitch, bias, c80, c81);
        StoreRow<TRows>(9, y, pitch, bias, c90, c91);
        StoreRow<TRows>(10, y, pitch, bias, cA0, cA1);
        StoreRow<TRows>(11, y, pitch, bias, cB0, cB1);
    }

    // One weight times one row of the source, added to the sums of one row. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(int row, float* weights, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TVector weight = TRegister.Broadcast(weights[row]);
            c0 = TRegister.MultiplyAdd(weight, b0, c0);
            if (IsDouble)
            {
                c1 = TRegister.MultiplyAdd(weight, b1, c1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, float* y, nint pitch, float* bias, TVector c0, TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TVector shift = TRegister.Broadcast(bias[row]);
            float* at = y + (row * pitch);
            TRegister.Store(TRegister.Add(c0, shift), at);
            if (IsDouble)
            {
                TRegister.Store(TRegister.Add(c1, shift), at + TRegister.Width);
            }
        }
    }
}
