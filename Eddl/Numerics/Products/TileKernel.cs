using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of the matrix product: one tile of C, at most 14 rows by two registers, over one block of k.</summary>
/// <remarks>
/// Every accumulator is a local of its own: the JIT keeps 28 named locals in registers, but never an array. The height and the mode are type
/// arguments, so the conditions on them vanish when the kernel is compiled and the unused locals with them. Lane j of <c>cI0</c> is the sum of
/// element (I, j) of the tile, lane j of <c>cI1</c> that of (I, Width + j). Each sum starts at 0 and takes its terms in ascending k with one
/// rounding per term; then it is added to C. This order is the same for every element, height, mode and instruction set.
/// </remarks>
internal static unsafe class TileKernel<TRegister, TNumber, TVector, TLeft, TMode>
    where TRegister : struct, IProductRegister<TNumber, TVector>
    where TNumber : unmanaged
    where TVector : struct
    where TLeft : struct, ITileLeft
    where TMode : struct, ITileMode
{
    // Distance, in rows of B, at which the first tile of a panel asks for what it will read: about the latency of memory.
    private const int PrefetchRows = 24;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Height, from 1 to 14.</param>
    /// <param name="depth">Terms of the sums.</param>
    /// <param name="a">First number of the tile's rows of A, in place or packed.</param>
    /// <param name="lda">Distance of the numbers of one k, or of the k, whichever are not neighbours.</param>
    /// <param name="b">For each k, one row of the tile's columns of B.</param>
    /// <param name="ldb">Distance of the rows of B.</param>
    /// <param name="panel">Where the packing mode writes the rows of B, one after the other.</param>
    /// <param name="c">First element of the tile.</param>
    /// <param name="ldc">Distance of the rows of C.</param>
    /// <param name="columns">Columns of the tile that exist, at least one in its last register; only the masked modes ask.</param>
    /// <param name="accumulate">Whether the sums are added to C.</param>
    /// <param name="bias">What is added to each column after that; or null.</param>
    /// <param name="ahead">What the mode that asks for the next panel asks for.</param>
    public static void Run(
        int rows, nint depth, TNumber* a, nint lda, TNumber* b, nint ldb, TNumber* panel, TNumber* c, nint ldc, int columns, bool accumulate, TNumber* bias,
        in TileAhead<TNumber> ahead = default)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 2: Compute<RowCount.Two>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 3: Compute<RowCount.Three>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 4: Compute<RowCount.Four>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 5: Compute<RowCount.Five>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 6: Compute<RowCount.Six>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 7: Compute<RowCount.Seven>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 8: Compute<RowCount.Eight>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 9: Compute<RowCount.Nine>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 10: Compute<RowCount.Ten>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 11: Compute<RowCount.Eleven>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 12: Compute<RowCount.Twelve>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            case 13: Compute<RowCount.Thirteen>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
            default: Compute<RowCount.Fourteen>(depth, a, lda, b, ldb, panel, c, ldc, columns, accumulate, bias, ahead); break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TRows>(
        nint depth, TNumber* a, nint lda, TNumber* b, nint ldb, TNumber* panel, TNumber* c, nint ldc, int columns, bool accumulate, TNumber* bias,
        in TileAhead<TNumber> ahead = default)
        where TRows : struct, IRowCount
    {
        if (accumulate)
        {
            // The tile of C is read at the end of the loop: ask for it now. Where it is only written, that would take room from A and B for nothing.
            for (int row = 0; row < TRows.Rows; row++)
            {
                TRegister.Prefetch(c + (row * ldc));
                TRegister.Prefetch(c + (row * ldc) + TRegister.Width);
            }
        }

        // Rows in place: one pointer for every four rows, so that an address is a pointer and a multiple of the distance.
        TNumber* a4 = a + (4 * lda), a8 = a + (8 * lda), a12 = a + (12 * lda);

        // The lanes of the last register that exist.
        TVector mask = TMode.IsMasked ? TRegister.FirstLanes(TMode.IsDouble ? columns - TRegister.Width : columns) : TRegister.Zero;
        TVector c00 = TRegister.Zero, c10 = c00, c20 = c00, c30 = c00, c40 = c00, c50 = c00, c60 = c00;
        TVector c01 = c00, c11 = c00, c21 = c00, c31 = c00, c41 = c00, c51 = c00, c61 = c00;
        TVector c70 = c00, c80 = c00, c90 = c00, cA0 = c00, cB0 = c00, cC0 = c00, cD0 = c00;
        TVector c71 = c00, c81 = c00, c91 = c00, cA1 = c00, cB1 = c00, cC1 = c00, cD1 = c00;
        TNumber* next = ahead.Start;
        nint rest = depth;
        do
        {
            if (TMode.AsksForNext)
            {
                TRegister.Prefetch(next);
                next += ahead.Step;
                depth = nint.Min(rest, ahead.Terms);
                rest -= depth;
            }

            for (; depth > 0; depth--)
            {
                TVector b0 = TMode.IsDouble ? TRegister.Load(b) : LoadLast(b, mask);
                TVector b1 = TMode.IsDouble ? LoadLast(b + TRegister.Width, mask) : b0;
                if (TMode.Packs)
                {
                    TRegister.Store(b0, panel);
                    TRegister.Store(b1, panel + TRegister.Width);
                    panel += 2 * TRegister.Width;
                }

                if (TMode.AsksAhead)
                {
                    TRegister.Prefetch(b + (PrefetchRows * ldb));
                    TRegister.Prefetch(b + (PrefetchRows * ldb) + TRegister.Width);
                }

                MultiplyRow<TRows>(0, a, a, lda, b0, b1, ref c00, ref c01);
                MultiplyRow<TRows>(1, a, a, lda, b0, b1, ref c10, ref c11);
                MultiplyRow<TRows>(2, a, a, lda, b0, b1, ref c20, ref c21);
                MultiplyRow<TRows>(3, a, a, lda, b0, b1, ref c30, ref c31);
                MultiplyRow<TRows>(4, a, a4, lda, b0, b1, ref c40, ref c41);
                MultiplyRow<TRows>(5, a, a4, lda, b0, b1, ref c50, ref c51);
                MultiplyRow<TRows>(6, a, a4, lda, b0, b1, ref c60, ref c61);
                MultiplyRow<TRows>(7, a, a4, lda, b0, b1, ref c70, ref c71);
                MultiplyRow<TRows>(8, a, a8, lda, b0, b1, ref c80, ref c81);
                MultiplyRow<TRows>(9, a, a8, lda, b0, b1, ref c90, ref c91);
                MultiplyRow<TRows>(10, a, a8, lda, b0, b1, ref cA0, ref cA1);
                MultiplyRow<TRows>(11, a, a8, lda, b0, b1, ref cB0, ref cB1);
                MultiplyRow<TRows>(12, a, a12, lda, b0, b1, ref cC0, ref cC1);
                MultiplyRow<TRows>(13, a, a12, lda, b0, b1, ref cD0, ref cD1);
                b += ldb;
                if (TLeft.IsStrided)
                {
                    a++;
                    a4++;
                    a8++;
                    a12++;
                }
                else
                {
                    a += lda;
                }
            }
        }
        while (TMode.AsksForNext && rest > 0);

        StoreRow<TRows>(0, c, ldc, accumulate, mask, bias, c00, c01);
        StoreRow<TRows>(1, c, ldc, accumulate, mask, bias, c10, c11);
        StoreRow<TRows>(2, c, ldc, accumulate, mask, bias, c20, c21);
        StoreRow<TRows>(3, c, ldc, accumulate, mask, bias, c30, c31);
        StoreRow<TRows>(4, c, ldc, accumulate, mask, bias, c40, c41);
        StoreRow<TRows>(5, c, ldc, accumulate, mask, bias, c50, c51);
        StoreRow<TRows>(6, c, ldc, accumulate, mask, bias, c60, c61);
        StoreRow<TRows>(7, c, ldc, accumulate, mask, bias, c70, c71);
        StoreRow<TRows>(8, c, ldc, accumulate, mask, bias, c80, c81);
        StoreRow<TRows>(9, c, ldc, accumulate, mask, bias, c90, c91);
        StoreRow<TRows>(10, c, ldc, accumulate, mask, bias, cA0, cA1);
        StoreRow<TRows>(11, c, ldc, accumulate, mask, bias, cB0, cB1);
        StoreRow<TRows>(12, c, ldc, accumulate, mask, bias, cC0, cC1);
        StoreRow<TRows>(13, c, ldc, accumulate, mask, bias, cD0, cD1);
    }

    // The last register of a row of B. Registers without masks read a packed panel, which is filled up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast(TNumber* b, TVector mask)
        => TMode.IsMasked && TRegister.HasMasks ? TRegister.LoadMasked(b, mask) : TRegister.Load(b);

    // One number of A times one row of B, added to the sums of one row. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(
        int row, TNumber* a, TNumber* four, nint lda, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TVector x = TRegister.Broadcast(TLeft.IsStrided ? four[(row & 3) * lda] : a[row]);
            c0 = TRegister.MultiplyAdd(x, b0, c0);
            if (TMode.IsDouble)
            {
                c1 = TRegister.MultiplyAdd(x, b1, c1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, TNumber* c, nint ldc, bool accumulate, TVector mask, TNumber* bias, TVector c0, TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TNumber* at = c + (row * ldc);
            nint edge = TMode.IsDouble ? TRegister.Width : 0;
            TVector last = TMode.IsDouble ? c1 : c0;
            if (accumulate)
            {
                c0 = TMode.IsDouble ? TRegister.Add(TRegister.Load(at), c0) : c0;
                last = TRegister.Add(LoadEdge(at + edge, mask), last);
            }

            if (bias != null)
            {
                c0 = TMode.IsDouble ? TRegister.Add(c0, TRegister.Load(bias)) : c0;
                last = TRegister.Add(last, LoadEdge(bias + edge, mask));
            }

            if (TMode.IsDouble)
            {
                TRegister.Store(c0, at);
            }

            if (TMode.IsMasked)
            {
                TRegister.StoreMasked(last, at + edge, mask);
            }
            else
            {
                TRegister.Store(last, at + edge);
            }
        }
    }

    // The last register of a row of C or of the bias, which are never filled up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadEdge(TNumber* source, TVector mask)
        => TMode.IsMasked ? TRegister.LoadMasked(source, mask) : TRegister.Load(source);
}
