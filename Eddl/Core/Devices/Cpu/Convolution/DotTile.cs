using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The innermost loop of the weight gradient: a tile of at most 6 rows by four taps of
/// <c>dw[m, t] += Σ_j dy[m, j] · source[offsets[t] + j]</c>.</summary>
/// <remarks>Both operands are read where they lie, vectors run along j. Each lane sums every Width-th j in ascending order; the lanes are
/// added at the end. As in <see cref="CorrelationTile{TRegister, TVector, TWidth}"/> every sum is a local of its own.</remarks>
internal static unsafe class DotTile<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary>Taps of a tile.</summary>
    public const int Taps = 4;

    /// <summary>Most rows of a tile whose sums stay in registers, beside four of the source and one of the gradient.</summary>
    public static int MaxRows => (TRegister.Available - 5) / Taps;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Height, from 1 to 6.</param>
    /// <param name="count">Length of j, a multiple of the lanes' width.</param>
    /// <param name="dy">First row.</param>
    /// <param name="pitch">Distance of the rows of dy.</param>
    /// <param name="source">Source.</param>
    /// <param name="offsets">Distance of the four taps from there.</param>
    /// <param name="dw">First element of the result.</param>
    /// <param name="dwPitch">Distance of the result's rows.</param>
    /// <param name="taps">How many of the four taps are written.</param>
    public static void Run(int rows, nint count, float* dy, nint pitch, float* source, int* offsets, float* dw, nint dwPitch, int taps)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
            case 2: Compute<RowCount.Two>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
            case 3: Compute<RowCount.Three>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
            case 4: Compute<RowCount.Four>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
            case 5: Compute<RowCount.Five>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
            default: Compute<RowCount.Six>(count, dy, pitch, source, offsets, dw, dwPitch, taps); break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TRows>(
        nint count, float* dy, nint pitch, float* source, int* offsets, float* dw, nint dwPitch, int taps)
        where TRows : struct, IRowCount
    {
        float* s0 = source + offsets[0];
        float* s1 = source + offsets[1];
        float* s2 = source + offsets[2];
        float* s3 = source + offsets[3];
        TVector c00 = TRegister.Zero, c01 = c00, c02 = c00, c03 = c00;
        TVector c10 = TRegister.Zero, c11 = c10, c12 = c10, c13 = c10;
        TVector c20 = TRegister.Zero, c21 = c20, c22 = c20, c23 = c20;
        TVector c30 = TRegister.Zero, c31 = c30, c32 = c30, c33 = c30;
        TVector c40 = TRegister.Zero, c41 = c40, c42 = c40, c43 = c40;
        TVector c50 = TRegister.Zero, c51 = c50, c52 = c50, c53 = c50;

        // Rows 0, 1, 2 and 3, 4, 5 share one base address each, so that few address registers are needed.
        float* upper = dy + (3 * pitch);
        for (nint j = 0; j < count; j += TRegister.Width)
        {
            TVector b0 = TRegister.Load(s0 + j);
            TVector b1 = TRegister.Load(s1 + j);
            TVector b2 = TRegister.Load(s2 + j);
            TVector b3 = TRegister.Load(s3 + j);
            MultiplyRow<TRows>(0, dy + j + (0 * pitch), b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            MultiplyRow<TRows>(1, dy + j + (1 * pitch), b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
            MultiplyRow<TRows>(2, dy + j + (2 * pitch), b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
            MultiplyRow<TRows>(3, upper + j + (0 * pitch), b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
            MultiplyRow<TRows>(4, upper + j + (1 * pitch), b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43);
            MultiplyRow<TRows>(5, upper + j + (2 * pitch), b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53);
        }

        AddRow<TRows>(0, dw, dwPitch, taps, c00, c01, c02, c03);
        AddRow<TRows>(1, dw, dwPitch, taps, c10, c11, c12, c13);
        AddRow<TRows>(2, dw, dwPitch, taps, c20, c21, c22, c23);
        AddRow<TRows>(3, dw, dwPitch, taps, c30, c31, c32, c33);
        AddRow<TRows>(4, dw, dwPitch, taps, c40, c41, c42, c43);
        AddRow<TRows>(5, dw, dwPitch, taps, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(
        int row, float* dy, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TVector gradient = TRegister.Load(dy);
            c0 = TRegister.MultiplyAdd(gradient, b0, c0);
            c1 = TRegister.MultiplyAdd(gradient, b1, c1);
            c2 = TRegister.MultiplyAdd(gradient, b2, c2);
            c3 = TRegister.MultiplyAdd(gradient, b3, c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TRows>(int row, float* dw, nint pitch, int taps, TVector c0, TVector c1, TVector c2, TVector c3)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = dw + (row * pitch);
            Vector128<float> sums = TRegister.SumFour(c0, c1, c2, c3);
            if (taps >= Taps)
            {
                (Vector128.Load(at) + sums).Store(at);
                return;
            }

            for (int t = 0; t < taps; t++)
            {
                at[t] += sums[t];
            }
        }
    }
}
