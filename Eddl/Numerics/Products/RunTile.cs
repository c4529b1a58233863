using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of convolution: a tile of at most 14 cells by two registers of
/// <c>y[cell, j] = start + Σ_runs Σ_q x[cell + run + q] · w[run + q, j]</c>.</summary>
/// <remarks>
/// The cells may lie anywhere: a table gives the position of each in source and result, so a tile runs across the borders of rows and samples
/// and small planes fill it like large ones. The source is read where it lies, one broadcast number per cell and term; the lanes are the
/// columns. Every accumulator is a local of its own, because the JIT keeps named locals in registers but never an array; height, width and way
/// of reading are type arguments, so what a tile does not need vanishes. Each sum takes its terms in the order of the runs with one rounding
/// per term: the same for every element, height and instruction set, whether the runs come in one call or in several that accumulate.
/// </remarks>
/// <typeparam name="TRegister">Instruction set.</typeparam>
/// <typeparam name="TVector">Its register.</typeparam>
/// <typeparam name="TRead">How the source is read: broadcast or grouped.</typeparam>
/// <typeparam name="TWidth">Registers of one row, one or two.</typeparam>
internal readonly unsafe struct RunTile<TRegister, TVector, TRead, TWidth> : ISizedTile<RunTileOperands>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TRead : struct, IRunRead
    where TWidth : struct, IRowCount
{
    /// <summary>Most rows of a tile whose sums stay in registers, beside two of the weights and one number of the source.</summary>
    public static int MaxRows => Math.Min(14, (TRegister.Available - 3) / 2);

    private static bool IsDouble => TWidth.Rows == 2;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Height, from 1 to <see cref="MaxRows"/>.</param>
    /// <param name="t">Operands.</param>
    public static void Run(int rows, in RunTileOperands t) => RowCount.Run<RunTile<TRegister, TVector, TRead, TWidth>, RunTileOperands>(rows, t);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<TRows>(in RunTileOperands t)
        where TRows : struct, IRowCount
    {
        nint* cells = t.Cells;
        nint* places = t.Places;
        float* y = t.Y;

        if (!TRead.IsBroadcast && t.AsksAhead)
        {
            for (int row = 0; row < TRows.Rows; row++)
            {
                TRegister.Prefetch(t.X + cells[row] + t.SourceAhead);
                TRegister.Prefetch(y + places[row] + t.PlaceAhead);
                if (IsDouble)
                {
                    TRegister.Prefetch(t.X + cells[row] + t.SourceAhead + TRegister.Width);
                    TRegister.Prefetch(y + places[row] + t.PlaceAhead + TRegister.Width);
                }
            }
        }

        // The lanes of the last register that exist; usually all.
        nint edge = IsDouble ? TRegister.Width : 0;
        bool isWhole = t.Columns == TWidth.Rows * TRegister.Width;
        TVector mask = TRegister.FirstLanes(t.Columns - (int)edge);
        TVector start0 = TRegister.Zero, start1 = TRegister.Zero;
        if (t.Bias != null)
        {
            start1 = TRegister.LoadMasked(t.Bias + edge, mask);
            start0 = IsDouble ? TRegister.Load(t.Bias) : start1;
        }

        TVector c00 = start0, c10 = start0, c20 = start0, c30 = start0, c40 = start0, c50 = start0, c60 = start0;
        TVector c01 = start1, c11 = start1, c21 = start1, c31 = start1, c41 = start1, c51 = start1, c61 = start1;
        TVector c70 = start0, c80 = start0, c90 = start0, cA0 = start0, cB0 = start0, cC0 = start0, cD0 = start0;
        TVector c71 = start1, c81 = start1, c91 = start1, cA1 = start1, cB1 = start1, cC1 = start1, cD1 = start1;
        if (t.Accumulate)
        {
            AddRow<TRows>(0, y, places, mask, ref c00, ref c01);
            AddRow<TRows>(1, y, places, mask, ref c10, ref c11);
            AddRow<TRows>(2, y, places, mask, ref c20, ref c21);
            AddRow<TRows>(3, y, places, mask, ref c30, ref c31);
            AddRow<TRows>(4, y, places, mask, ref c40, ref c41);
            AddRow<TRows>(5, y, places, mask, ref c50, ref c51);
            AddRow<TRows>(6, y, places, mask, ref c60, ref c61);
            AddRow<TRows>(7, y, places, mask, ref c70, ref c71);
            AddRow<TRows>(8, y, places, mask, ref c80, ref c81);
            AddRow<TRows>(9, y, places, mask, ref c90, ref c91);
            AddRow<TRows>(10, y, places, mask, ref cA0, ref cA1);
            AddRow<TRows>(11, y, places, mask, ref cB0, ref cB1);
            AddRow<TRows>(12, y, places, mask, ref cC0, ref cC1);
            AddRow<TRows>(13, y, places, mask, ref cD0, ref cD1);
        }

        SourceRun* end = t.RunsEnd;
        for (SourceRun* run = t.Runs; run < end; run++)
        {
            float* x = t.X + run->Source;
            TVector lanes = TRead.IsGrouped ? TRegister.GroupStarts(t.GroupSize) : mask;
            float* w = t.Weights + (run->Step * (nint)(TWidth.Rows * TRegister.Width));
            for (nint left = run->Length; left > 0; left--)
            {
                TVector w0 = TRegister.Load(w);
                TVector w1 = IsDouble ? TRegister.Load(w + TRegister.Width) : w0;
                MultiplyRow<TRows>(0, x, cells, lanes, w0, w1, ref c00, ref c01);
                MultiplyRow<TRows>(1, x, cells, lanes, w0, w1, ref c10, ref c11);
                MultiplyRow<TRows>(2, x, cells, lanes, w0, w1, ref c20, ref c21);
                MultiplyRow<TRows>(3, x, cells, lanes, w0, w1, ref c30, ref c31);
                MultiplyRow<TRows>(4, x, cells, lanes, w0, w1, ref c40, ref c41);
                MultiplyRow<TRows>(5, x, cells, lanes, w0, w1, ref c50, ref c51);
                MultiplyRow<TRows>(6, x, cells, lanes, w0, w1, ref c60, ref c61);
                MultiplyRow<TRows>(7, x, cells, lanes, w0, w1, ref c70, ref c71);
                MultiplyRow<TRows>(8, x, cells, lanes, w0, w1, ref c80, ref c81);
                MultiplyRow<TRows>(9, x, cells, lanes, w0, w1, ref c90, ref c91);
                MultiplyRow<TRows>(10, x, cells, lanes, w0, w1, ref cA0, ref cA1);
                MultiplyRow<TRows>(11, x, cells, lanes, w0, w1, ref cB0, ref cB1);
                MultiplyRow<TRows>(12, x, cells, lanes, w0, w1, ref cC0, ref cC1);
                MultiplyRow<TRows>(13, x, cells, lanes, w0, w1, ref cD0, ref cD1);
                if (TRead.IsGrouped)
                {
                    lanes = TRegister.NextLanes(lanes);
                }
                else
                {
                    x++;
                }

                w += TWidth.Rows * TRegister.Width;
            }
        }

        StoreRow<TRows>(0, y, places, isWhole, mask, c00, c01);
        StoreRow<TRows>(1, y, places, isWhole, mask, c10, c11);
        StoreRow<TRows>(2, y, places, isWhole, mask, c20, c21);
        StoreRow<TRows>(3, y, places, isWhole, mask, c30, c31);
        StoreRow<TRows>(4, y, places, isWhole, mask, c40, c41);
        StoreRow<TRows>(5, y, places, isWhole, mask, c50, c51);
        StoreRow<TRows>(6, y, places, isWhole, mask, c60, c61);
        StoreRow<TRows>(7, y, places, isWhole, mask, c70, c71);
        StoreRow<TRows>(8, y, places, isWhole, mask, c80, c81);
        StoreRow<TRows>(9, y, places, isWhole, mask, c90, c91);
        StoreRow<TRows>(10, y, places, isWhole, mask, cA0, cA1);
        StoreRow<TRows>(11, y, places, isWhole, mask, cB0, cB1);
        StoreRow<TRows>(12, y, places, isWhole, mask, cC0, cC1);
        StoreRow<TRows>(13, y, places, isWhole, mask, cD0, cD1);
    }

    // What one row of the result holds, added to its sums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TRows>(int row, float* y, nint* places, TVector mask, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = y + places[row];
            if (IsDouble)
            {
                c0 = TRegister.Add(c0, TRegister.Load(at));
                c1 = TRegister.Add(c1, TRegister.LoadMasked(at + TRegister.Width, mask));
            }
            else
            {
                c0 = TRegister.Add(c0, TRegister.LoadMasked(at, mask));
            }
        }
    }

    // One term of one row; `lanes` are those to take. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(
        int row, float* x, nint* cells, TVector lanes, TVector w0, TVector w1, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            if (TRead.IsBroadcast)
            {
                TVector value = TRegister.Broadcast(x[cells[row]]);
                c0 = TRegister.MultiplyAdd(value, w0, c0);
                if (IsDouble)
                {
                    c1 = TRegister.MultiplyAdd(value, w1, c1);
                }
            }
            else
            {
                c0 = TRegister.MultiplyAdd(w0, TRegister.Select(TRegister.Load(x + cells[row]), lanes), c0);
                if (IsDouble)
                {
                    c1 = TRegister.MultiplyAdd(w1, TRegister.Select(TRegister.Load(x + cells[row] + TRegister.Width), lanes), c1);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, float* y, nint* places, bool isWhole, TVector mask, TVector c0, TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = y + places[row];
            if (IsDouble)
            {
                TRegister.Store(c0, at);
                at += TRegister.Width;
                c0 = c1;
            }

            if (isWhole)
            {
                TRegister.Store(c0, at);
            }
            else
            {
                TRegister.StoreMasked(c0, at, mask);
            }
        }
    }
}
