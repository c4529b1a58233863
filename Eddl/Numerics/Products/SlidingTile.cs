using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of convolution where every channel is a group of its own: some registers of channels of at most 14 neighbouring
/// cells of one row, <c>y[cell, k] = start + Σ_runs Σ_q x[cell + run + q · tap, k] · w[run + q, k]</c>.</summary>
/// <remarks>Where neighbouring taps are as far from each other as neighbouring cells, three of them slide over the row together: each number
/// of the source is read once for all three. As in <see cref="RunTile{TRegister, TVector, TRead, TWidth}"/> every sum is a local of its own.
/// Each sum takes its terms in the order of the runs with one rounding per term: the same for every element, width and instruction set.</remarks>
/// <typeparam name="TRegister">Instruction set.</typeparam>
/// <typeparam name="TVector">Its register.</typeparam>
/// <typeparam name="TRead">How the source is read: whole registers, or one of which some lanes exist.</typeparam>
internal readonly unsafe struct SlidingTile<TRegister, TVector, TRead> : ISizedTile<SlidingTileOperands>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TRead : struct, IRunRead
{
    /// <summary>Most cells whose sums stay in registers, beside three of the weights, one of the source and the lanes.</summary>
    public static int MaxColumns => Math.Min(14, TRegister.Available - (TRead.IsMasked ? 5 : 4));

    // One register of each line of the cache asks for later ones.
    private static int LineMask => Math.Max(0, (16 / TRegister.Width) - 1);

    /// <summary>Computes one tile.</summary>
    /// <param name="columns">Cells, from 1 to <see cref="MaxColumns"/>.</param>
    /// <param name="t">Operands.</param>
    public static void Run(int columns, in SlidingTileOperands t) => RowCount.Run<SlidingTile<TRegister, TVector, TRead>, SlidingTileOperands>(columns, t);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<TColumns>(in SlidingTileOperands t)
        where TColumns : struct, IRowCount
    {
        nint step = t.CellStep;
        TVector lanes = TRead.IsMasked ? TRegister.FirstLanes(t.Lanes) : TRegister.Zero;
        float* source = t.X;
        float* weights = t.Weights;
        float* bias = t.Bias;
        float* y = t.Y;
        for (int register = t.Registers; register > 0; register--)
        {
            if (t.AsksAhead && (register & LineMask) == 0)
            {
                AskAhead(t, TColumns.Rows, source, y);
            }

            TVector start = TRegister.Zero;
            if (bias != null)
            {
                start = Load(bias, lanes);
                bias += TRegister.Width;
            }

            TVector c0 = start, c1 = start, c2 = start, c3 = start, c4 = start, c5 = start, c6 = start;
            TVector c7 = start, c8 = start, c9 = start, cA = start, cB = start, cC = start, cD = start;
            float* at = y;
            if (t.Accumulate)
            {
                AddBefore<TColumns>(0, ref at, t.PlaceStep, lanes, ref c0);
                AddBefore<TColumns>(1, ref at, t.PlaceStep, lanes, ref c1);
                AddBefore<TColumns>(2, ref at, t.PlaceStep, lanes, ref c2);
                AddBefore<TColumns>(3, ref at, t.PlaceStep, lanes, ref c3);
                AddBefore<TColumns>(4, ref at, t.PlaceStep, lanes, ref c4);
                AddBefore<TColumns>(5, ref at, t.PlaceStep, lanes, ref c5);
                AddBefore<TColumns>(6, ref at, t.PlaceStep, lanes, ref c6);
                AddBefore<TColumns>(7, ref at, t.PlaceStep, lanes, ref c7);
                AddBefore<TColumns>(8, ref at, t.PlaceStep, lanes, ref c8);
                AddBefore<TColumns>(9, ref at, t.PlaceStep, lanes, ref c9);
                AddBefore<TColumns>(10, ref at, t.PlaceStep, lanes, ref cA);
                AddBefore<TColumns>(11, ref at, t.PlaceStep, lanes, ref cB);
                AddBefore<TColumns>(12, ref at, t.PlaceStep, lanes, ref cC);
                AddBefore<TColumns>(13, ref at, t.PlaceStep, lanes, ref cD);
                at = y;
            }

            SourceRun* end = t.RunsEnd;
            for (SourceRun* run = t.Runs; run < end; run += t.Taps)
            {
                float* x = source + run->Source;
                float* w = weights + (run->Step * (nint)TRegister.Width);
                nint left = t.Taps;
                for (nint threes = t.Threes; threes > 0; threes--)
                {
                    TVector w0 = TRegister.Load(w), w1 = TRegister.Load(w + TRegister.Width), w2 = TRegister.Load(w + (2 * TRegister.Width));
                    float* p = x;
                    AddThree<TColumns>(0, ref p, step, lanes, w0, w1, w2, ref c0, ref c0, ref c0);
                    AddThree<TColumns>(1, ref p, step, lanes, w0, w1, w2, ref c1, ref c0, ref c0);
                    AddThree<TColumns>(2, ref p, step, lanes, w0, w1, w2, ref c2, ref c1, ref c0);
                    AddThree<TColumns>(3, ref p, step, lanes, w0, w1, w2, ref c3, ref c2, ref c1);
                    AddThree<TColumns>(4, ref p, step, lanes, w0, w1, w2, ref c4, ref c3, ref c2);
                    AddThree<TColumns>(5, ref p, step, lanes, w0, w1, w2, ref c5, ref c4, ref c3);
                    AddThree<TColumns>(6, ref p, step, lanes, w0, w1, w2, ref c6, ref c5, ref c4);
                    AddThree<TColumns>(7, ref p, step, lanes, w0, w1, w2, ref c7, ref c6, ref c5);
                    AddThree<TColumns>(8, ref p, step, lanes, w0, w1, w2, ref c8, ref c7, ref c6);
                    AddThree<TColumns>(9, ref p, step, lanes, w0, w1, w2, ref c9, ref c8, ref c7);
                    AddThree<TColumns>(10, ref p, step, lanes, w0, w1, w2, ref cA, ref c9, ref c8);
                    AddThree<TColumns>(11, ref p, step, lanes, w0, w1, w2, ref cB, ref cA, ref c9);
                    AddThree<TColumns>(12, ref p, step, lanes, w0, w1, w2, ref cC, ref cB, ref cA);
                    AddThree<TColumns>(13, ref p, step, lanes, w0, w1, w2, ref cD, ref cC, ref cB);
                    AddThree<TColumns>(14, ref p, step, lanes, w0, w1, w2, ref cD, ref cD, ref cC);
                    AddThree<TColumns>(15, ref p, step, lanes, w0, w1, w2, ref cD, ref cD, ref cD);
                    x += 3 * step;
                    w += 3 * TRegister.Width;
                    left -= 3;
                }

                for (; left > 0; left--)
                {
                    TVector w0 = TRegister.Load(w);
                    float* p = x;
                    AddOne<TColumns>(0, ref p, step, lanes, w0, ref c0);
                    AddOne<TColumns>(1, ref p, step, lanes, w0, ref c1);
                    AddOne<TColumns>(2, ref p, step, lanes, w0, ref c2);
                    AddOne<TColumns>(3, ref p, step, lanes, w0, ref c3);
                    AddOne<TColumns>(4, ref p, step, lanes, w0, ref c4);
                    AddOne<TColumns>(5, ref p, step, lanes, w0, ref c5);
                    AddOne<TColumns>(6, ref p, step, lanes, w0, ref c6);
                    AddOne<TColumns>(7, ref p, step, lanes, w0, ref c7);
                    AddOne<TColumns>(8, ref p, step, lanes, w0, ref c8);
                    AddOne<TColumns>(9, ref p, step, lanes, w0, ref c9);
                    AddOne<TColumns>(10, ref p, step, lanes, w0, ref cA);
                    AddOne<TColumns>(11, ref p, step, lanes, w0, ref cB);
                    AddOne<TColumns>(12, ref p, step, lanes, w0, ref cC);
                    AddOne<TColumns>(13, ref p, step, lanes, w0, ref cD);
                    x += t.TapStep;
                    w += TRegister.Width;
                }
            }

            Store<TColumns>(0, ref at, t.PlaceStep, lanes, c0);
            Store<TColumns>(1, ref at, t.PlaceStep, lanes, c1);
            Store<TColumns>(2, ref at, t.PlaceStep, lanes, c2);
            Store<TColumns>(3, ref at, t.PlaceStep, lanes, c3);
            Store<TColumns>(4, ref at, t.PlaceStep, lanes, c4);
            Store<TColumns>(5, ref at, t.PlaceStep, lanes, c5);
            Store<TColumns>(6, ref at, t.PlaceStep, lanes, c6);
            Store<TColumns>(7, ref at, t.PlaceStep, lanes, c7);
            Store<TColumns>(8, ref at, t.PlaceStep, lanes, c8);
            Store<TColumns>(9, ref at, t.PlaceStep, lanes, c9);
            Store<TColumns>(10, ref at, t.PlaceStep, lanes, cA);
            Store<TColumns>(11, ref at, t.PlaceStep, lanes, cB);
            Store<TColumns>(12, ref at, t.PlaceStep, lanes, cC);
            Store<TColumns>(13, ref at, t.PlaceStep, lanes, cD);
            source += TRegister.Width;
            weights += t.WeightPitch;
            y += TRegister.Width;
        }
    }

    // Asks for what the tile of the next row of cells will need, of one line of channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AskAhead(in SlidingTileOperands t, int columns, float* source, float* y)
    {
        float* row = source + t.SourceAhead;
        for (int rows = t.RowsAhead; rows > 0; rows--, row += t.RowAheadPitch)
        {
            float* x = row;
            for (int cell = columns * t.CellsAhead; cell > 0; cell--, x += t.CellAheadPitch)
            {
                TRegister.Prefetch(x);
            }
        }

        y += t.PlaceAhead;
        for (int column = 0; column < columns; column++, y += t.PlaceStep)
        {
            TRegister.Prefetch(y);
        }
    }

    // What one cell of the result holds, added to its sum. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBefore<TColumns>(int column, ref float* at, nint step, TVector lanes, ref TVector c)
        where TColumns : struct, IRowCount
    {
        if (column < TColumns.Rows)
        {
            c = TRegister.Add(c, Load(at, lanes));
            at += step;
        }
    }

    // One number of the source meets three taps of the cells that read it: the first of the cell `column`, the others of those before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddThree<TColumns>(
        int column, ref float* p, nint step, TVector lanes, TVector w0, TVector w1, TVector w2, ref TVector first, ref TVector second, ref TVector third)
        where TColumns : struct, IRowCount
    {
        if (column < TColumns.Rows + 2)
        {
            TVector value = Load(p, lanes);
            p += step;
            if (column < TColumns.Rows)
            {
                first = TRegister.MultiplyAdd(value, w0, first);
            }

            if (column >= 1 && column < TColumns.Rows + 1)
            {
                second = TRegister.MultiplyAdd(value, w1, second);
            }

            if (column >= 2)
            {
                third = TRegister.MultiplyAdd(value, w2, third);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne<TColumns>(int column, ref float* p, nint step, TVector lanes, TVector w0, ref TVector c)
        where TColumns : struct, IRowCount
    {
        if (column < TColumns.Rows)
        {
            c = TRegister.MultiplyAdd(w0, Load(p, lanes), c);
            p += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(int column, ref float* at, nint step, TVector lanes, TVector c)
        where TColumns : struct, IRowCount
    {
        if (column < TColumns.Rows)
        {
            if (TRead.IsMasked)
            {
                TRegister.StoreMasked(c, at, lanes);
            }
            else
            {
                TRegister.Store(c, at);
            }

            at += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, TVector lanes) => TRead.IsMasked ? TRegister.LoadMasked(source, lanes) : TRegister.Load(source);
}
