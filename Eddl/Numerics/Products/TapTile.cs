using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of the weight gradient where the lanes are channels of their own: at most 14 window cells by one or two
/// registers of channels, <c>sums[tap, k] += Σ_p x[p + tap, k] · dy[p, k]</c> over the outputs p of some runs.</summary>
/// <remarks>All cells of the window meet an output while its gradient is in a register, so both operands come from memory once. In groups of a
/// few channels, lane k takes one channel of its group in place of its own. As in <see cref="RunTile{TRegister, TVector, TRead, TWidth}"/> every
/// sum is a local of its own, and a table gives the position of each cell of the window in the input and in the sums. Each sum takes its terms
/// in the order of the runs with one rounding per term, and is then added to what is there: the same for every height and instruction set.</remarks>
/// <typeparam name="TRegister">Instruction set.</typeparam>
/// <typeparam name="TVector">Its register.</typeparam>
/// <typeparam name="TRead">How the operands are read; never broadcast.</typeparam>
/// <typeparam name="TWidth">Registers of one row, one or two.</typeparam>
internal readonly unsafe struct TapTile<TRegister, TVector, TRead, TWidth> : ISizedTile<TapTileOperands>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TRead : struct, IRunRead
    where TWidth : struct, IRowCount
{
    /// <summary>Most window cells whose sums stay in registers, beside two of the gradient, a number of the input and the lanes.</summary>
    public static int MaxRows => Math.Min(14, (TRegister.Available - 4) / TWidth.Rows);

    private static bool IsDouble => TWidth.Rows == 2;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Window cells, from 1 to <see cref="MaxRows"/>.</param>
    /// <param name="t">Operands.</param>
    public static void Run(int rows, in TapTileOperands t) => RowCount.Run<TapTile<TRegister, TVector, TRead, TWidth>, TapTileOperands>(rows, t);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<TRows>(in TapTileOperands t)
        where TRows : struct, IRowCount
    {
        nint* taps = t.Taps;
        nint xStep = t.XStep, dyStep = t.DyStep, xAhead = t.XAhead, dyAhead = t.DyAhead;
        TVector zero = TRegister.Zero, lanes = zero;
        if (TRead.IsGrouped)
        {
            lanes = TRegister.GroupStarts(t.GroupSize);
            for (int channel = 0; channel < t.Channel; channel++)
            {
                lanes = TRegister.NextLanes(lanes);
            }
        }
        else if (TRead.IsMasked)
        {
            lanes = TRegister.FirstLanes(t.Columns - (IsDouble ? TRegister.Width : 0));
        }

        TVector c00 = zero, c10 = zero, c20 = zero, c30 = zero, c40 = zero, c50 = zero, c60 = zero;
        TVector c01 = zero, c11 = zero, c21 = zero, c31 = zero, c41 = zero, c51 = zero, c61 = zero;
        TVector c70 = zero, c80 = zero, c90 = zero, cA0 = zero, cB0 = zero, cC0 = zero, cD0 = zero;
        TVector c71 = zero, c81 = zero, c91 = zero, cA1 = zero, cB1 = zero, cC1 = zero, cD1 = zero;
        PixelRun* end = t.RunsEnd;
        for (PixelRun* run = t.Runs; run < end; run++)
        {
            float* x = t.X + run->X;
            float* dy = t.Dy + run->Dy;
            for (nint left = run->Length; left > 0; left--)
            {
                TRegister.Prefetch(x + xAhead);
                TRegister.Prefetch(dy + dyAhead);
                if (IsDouble)
                {
                    TRegister.Prefetch(x + xAhead + TRegister.Width);
                    TRegister.Prefetch(dy + dyAhead + TRegister.Width);
                }

                TVector g0 = IsDouble ? TRegister.Load(dy) : LoadLast(dy, lanes);
                TVector g1 = IsDouble ? LoadLast(dy + TRegister.Width, lanes) : g0;
                MultiplyRow<TRows>(0, x, taps, lanes, g0, g1, ref c00, ref c01);
                MultiplyRow<TRows>(1, x, taps, lanes, g0, g1, ref c10, ref c11);
                MultiplyRow<TRows>(2, x, taps, lanes, g0, g1, ref c20, ref c21);
                MultiplyRow<TRows>(3, x, taps, lanes, g0, g1, ref c30, ref c31);
                MultiplyRow<TRows>(4, x, taps, lanes, g0, g1, ref c40, ref c41);
                MultiplyRow<TRows>(5, x, taps, lanes, g0, g1, ref c50, ref c51);
                MultiplyRow<TRows>(6, x, taps, lanes, g0, g1, ref c60, ref c61);
                MultiplyRow<TRows>(7, x, taps, lanes, g0, g1, ref c70, ref c71);
                MultiplyRow<TRows>(8, x, taps, lanes, g0, g1, ref c80, ref c81);
                MultiplyRow<TRows>(9, x, taps, lanes, g0, g1, ref c90, ref c91);
                MultiplyRow<TRows>(10, x, taps, lanes, g0, g1, ref cA0, ref cA1);
                MultiplyRow<TRows>(11, x, taps, lanes, g0, g1, ref cB0, ref cB1);
                MultiplyRow<TRows>(12, x, taps, lanes, g0, g1, ref cC0, ref cC1);
                MultiplyRow<TRows>(13, x, taps, lanes, g0, g1, ref cD0, ref cD1);
                x += xStep;
                dy += dyStep;
            }
        }

        nint* places = t.Places;
        AddRow<TRows>(0, t.Sums, places, c00, c01);
        AddRow<TRows>(1, t.Sums, places, c10, c11);
        AddRow<TRows>(2, t.Sums, places, c20, c21);
        AddRow<TRows>(3, t.Sums, places, c30, c31);
        AddRow<TRows>(4, t.Sums, places, c40, c41);
        AddRow<TRows>(5, t.Sums, places, c50, c51);
        AddRow<TRows>(6, t.Sums, places, c60, c61);
        AddRow<TRows>(7, t.Sums, places, c70, c71);
        AddRow<TRows>(8, t.Sums, places, c80, c81);
        AddRow<TRows>(9, t.Sums, places, c90, c91);
        AddRow<TRows>(10, t.Sums, places, cA0, cA1);
        AddRow<TRows>(11, t.Sums, places, cB0, cB1);
        AddRow<TRows>(12, t.Sums, places, cC0, cC1);
        AddRow<TRows>(13, t.Sums, places, cD0, cD1);
    }

    // One term of one row; `lanes` are those that exist, or those to take. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(int row, float* x, nint* taps, TVector lanes, TVector g0, TVector g1, ref TVector c0, ref TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = x + taps[row];
            if (TRead.IsGrouped)
            {
                c0 = TRegister.MultiplyAdd(g0, TRegister.Select(TRegister.Load(at), lanes), c0);
                if (IsDouble)
                {
                    c1 = TRegister.MultiplyAdd(g1, TRegister.Select(TRegister.Load(at + TRegister.Width), lanes), c1);
                }
            }
            else if (IsDouble)
            {
                c0 = TRegister.MultiplyAdd(g0, TRegister.Load(at), c0);
                c1 = TRegister.MultiplyAdd(g1, LoadLast(at + TRegister.Width, lanes), c1);
            }
            else
            {
                c0 = TRegister.MultiplyAdd(g0, LoadLast(at, lanes), c0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TRows>(int row, float* sums, nint* places, TVector c0, TVector c1)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* at = sums + places[row];
            TRegister.Store(TRegister.Add(TRegister.Load(at), c0), at);
            if (IsDouble)
            {
                at += TRegister.Width;
                TRegister.Store(TRegister.Add(TRegister.Load(at), c1), at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast(float* source, TVector mask)
        => TRead.IsMasked ? TRegister.LoadMasked(source, mask) : TRegister.Load(source);
}
