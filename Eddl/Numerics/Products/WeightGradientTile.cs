using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of a convolution's weight gradient: a tile of at most 14 rows by one or two registers of filters,
/// <c>sums[r, k] (+)= Σ_p x[p, r] · dy[p, k]</c> over the outputs p of some runs.</summary>
/// <remarks>A row is a channel of a window cell.
/// Both operands are read where they lie, channels last: a step along a run is one constant distance in each. As in the matrix
/// product's tile every sum is a local of its own, because the JIT keeps named locals in registers but never an array, and the height is a
/// type argument, so unused rows vanish. Each sum starts at 0, takes its terms in the order of the runs with one rounding per term, and is
/// then added to what is there: the same for every element, height, mode and instruction set.</remarks>
internal static unsafe class WeightGradientTile<TRegister, TVector, TMode>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TMode : struct, ITileMode
{
    /// <summary>Most rows of a tile whose sums stay in registers, beside two of the gradient and one broadcast number.</summary>
    public static int MaxRows => Math.Min(14, (TRegister.Available - 3) / 2);

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Rows, from 1 to 14.</param>
    /// <param name="runs">Outputs to sum over.</param>
    /// <param name="count">Number of runs.</param>
    /// <param name="x">Where the runs' distances start in the input, for the tile's first row.</param>
    /// <param name="xStep">Distance of the input cells of neighbouring outputs.</param>
    /// <param name="dy">Where the runs' distances start in the output gradient, for the tile's first filter.</param>
    /// <param name="dyStep">Distance of neighbouring outputs.</param>
    /// <param name="sums">Rows of two registers.</param>
    /// <param name="columns">Filters that exist, at least one in the tile's last register; only the masked modes ask.</param>
    /// <param name="accumulate">Whether the sums are added to what is there.</param>
    public static void Run(
        int rows, PixelRun* runs, int count, float* x, nint xStep, float* dy, nint dyStep, float* sums, int columns, bool accumulate)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 2: Compute<RowCount.Two>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 3: Compute<RowCount.Three>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 4: Compute<RowCount.Four>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 5: Compute<RowCount.Five>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 6: Compute<RowCount.Six>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 7: Compute<RowCount.Seven>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 8: Compute<RowCount.Eight>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 9: Compute<RowCount.Nine>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 10: Compute<RowCount.Ten>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 11: Compute<RowCount.Eleven>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 12: Compute<RowCount.Twelve>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            case 13: Compute<RowCount.Thirteen>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
            default: Compute<RowCount.Fourteen>(runs, count, x, xStep, dy, dyStep, sums, columns, accumulate); break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TRows>(
        PixelRun* runs, int count, float* x, nint xStep, float* dy, nint dyStep, float* sums, int columns, bool accumulate)
        where TRows : struct, IRowCount
    {
        // The tile of sums is wanted at the end of the loop: ask for it now.
        for (int row = 0; row < TRows.Rows; row++)
        {
            TRegister.Prefetch(sums + (row * 2 * TRegister.Width));
            TRegister.Prefetch(sums + (row * 2 * TRegister.Width) + TRegister.Width);
        }

        // The lanes of the last register that exist.
        TVector mask = TMode.IsMasked ? TRegister.FirstLanes(TMode.IsDouble ? columns - TRegister.Width : columns) : TRegister.Zero;
        TVector c00 = TRegister.Zero, c10 = c00, c20 = c00, c30 = c00, c40 = c00, c50 = c00, c60 = c00;
        TVector c01 = c00, c11 = c00, c21 = c00, c31 = c00, c41 = c00, c51 = c00, c61 = c00;
        TVector c70 = c00, c80 = c00, c90 = c00, cA0 = c00, cB0 = c00, cC0 = c00, cD0 = c00;
        TVector c71 = c00, c81 = c00, c91 = c00, cA1 = c00, cB1 = c00, cC1 = c00, cD1 = c00;
        for (PixelRun* end = runs + count; runs < end; runs++)
        {
            float* a = x + runs->X;
            float* b = dy + runs->Dy;
            for (int left = runs->Length; left > 0; left--)
            {
                TVector b0 = TMode.IsDouble ? TRegister.Load(b) : LoadLast(b, mask);
                TVector b1 = TMode.IsDouble ? LoadLast(b + TRegister.Width, mask) : b0;
                MultiplyRow<TRows>(0, a, b0, b1, ref c00, ref c01);
                MultiplyRow<TRows>(1, a, b0, b1, ref c10, ref c11);
                MultiplyRow<TRows>(2, a, b0, b1, ref c20, ref c21);
                MultiplyRow<TRows>(3, a, b0, b1, ref c30, ref c31);
                MultiplyRow<TRows>(4, a, b0, b1, ref c40, ref c41);
                MultiplyRow<TRows>(5, a, b0, b1, ref c50, ref c51);
                MultiplyRow<TRows>(6, a, b0, b1, ref c60, ref c61);
                MultiplyRow<TRows>(7, a, b0, b1, ref c70, ref c71);
                MultiplyRow<TRows>(8, a, b0, b1, ref c80, ref c81);
                MultiplyRow<TRows>(9, a, b0, b1, ref c90, ref c91);
                MultiplyRow<TRows>(10, a, b0, b1, ref cA0, ref cA1);
                MultiplyRow<TRows>(11, a, b0, b1, ref cB0, ref cB1);
                MultiplyRow<TRows>(12, a, b0, b1, ref cC0, ref cC1);
                MultiplyRow<TRows>(13, a, b0, b1, ref cD0, ref cD1);
                b += dyStep;
                a += xStep;
            }
        }

        StoreRow<TRows>(0, sums, accumulate, c00, c01);
        StoreRow<TRows>(1, sums, accumulate, c10, c11);
        StoreRow<TRows>(2, sums, accumulate, c20, c21);
        StoreRow<TRows>(3, sums, accumulate, c30, c31);
        StoreRow<TRows>(4, sums, accumulate, c40, c41);
        StoreRow<TRows>(5, sums, accumulate, c50, c51);
        StoreRow<TRows>(6, sums, accumulate, c60, c61);
        StoreRow<TRows>(7, sums, accumulate, c70, c71);
        StoreRow<TRows>(8, sums, accumulate, c80, c81);
        StoreRow<TRows>(9, sums, accumulate, c90, c91);
        StoreRow<TRows>(10, sums, accumulate, cA0, cA1);
        StoreRow<TRows>(11, sums, accumulate, cB0, cB1);
        StoreRow<TRows>(12, sums, accumulate, cC0, cC1);
        StoreRow<TRows>(13, sums, accumulate, cD0, cD1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast(float* b, TVector mask) => TMode.IsMasked ? TRegister.LoadMasked(b, mask) : TRegister.Load(b);

    // One row of x times one of dy, added to the sums. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(
        int row, float* a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row >= TRows.Rows)
        {
            return;
        }

        TVector value = TRegister.Broadcast(a[row]);
        c0 = TRegister.MultiplyAdd(value, b0, c0);
        if (TMode.IsDouble)
        {
            c1 = TRegister.MultiplyAdd(value, b1, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, float* sums, bool accumulate, TVector c0, TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = sums + (row * 2 * TRegister.Width);
            TRegister.Store(accumulate ? TRegister.Add(TRegister.Load(at), c0) : c0, at);
            if (TMode.IsDouble)
            {
                at += TRegister.Width;
                TRegister.Store(accumulate ? TRegister.Add(TRegister.Load(at), c1) : c1, at);
            }
        }
    }
}
