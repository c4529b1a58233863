using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The innermost loop of the weight gradient of a window that is three cells wide and slides by one cell, where the lanes are channels
/// of their own: one to three rows of the window by one or two registers of channels, <c>sums[row, cell, k] += Σ x[row + cell, k] · dy[k]</c>.</summary>
/// <remarks>A cell of the input meets three neighbouring outputs. Their gradients stay in registers and move on by one with every cell, so every
/// number is read once for three products. Cells at the border have fewer outputs: what is outside is never read. In groups of a few channels,
/// lane k takes one channel of its group in place of its own. As in <see cref="RunTile{TRegister, TVector, TRead, TWidth}"/> every sum is a local
/// of its own. Each sum starts at 0, takes its terms in the order of the outputs with one rounding per term, and is then added to what is there:
/// the same for every height and instruction set.</remarks>
/// <typeparam name="TRegister">Instruction set.</typeparam>
/// <typeparam name="TVector">Its register.</typeparam>
/// <typeparam name="TRead">How the operands are read; never broadcast.</typeparam>
/// <typeparam name="TWidth">Registers of channels, one or two.</typeparam>
internal static unsafe class SlidingGradientTile<TRegister, TVector, TRead, TWidth>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
    where TRead : struct, IRunRead
    where TWidth : struct, IRowCount
{
    /// <summary>Most rows of the window in a tile.</summary>
    public const int MaxRows = 3;

    /// <summary>Cells of a row of the window.</summary>
    public const int Cells = 3;

    private static bool IsDouble => TWidth.Rows == 2;

    /// <summary>Computes one tile.</summary>
    /// <param name="rows">Rows of the window, from 1 to <see cref="MaxRows"/>.</param>
    /// <param name="t">Operands.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, in SlidingGradientTileOperands t)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(t); break;
            case 2: Compute<RowCount.Two>(t); break;
            default: Compute<RowCount.Three>(t); break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TRows>(in SlidingGradientTileOperands t)
        where TRows : struct, IRowCount
    {
        nint xStep = t.XStep, dyStep = t.DyStep, xAhead = t.XAhead, dyAhead = t.DyAhead, windowPitch = t.WindowPitch;
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

        TVector c00 = zero, c01 = zero, c02 = zero, c10 = zero, c11 = zero, c12 = zero, c20 = zero, c21 = zero, c22 = zero;
        TVector d00 = zero, d01 = zero, d02 = zero, d10 = zero, d11 = zero, d12 = zero, d20 = zero, d21 = zero, d22 = zero;

        // From `whole` on, and up to `border`, a cell has three outputs.
        int whole = Math.Clamp(Cells - 1 - t.First, 0, t.Cells), border = Math.Min(t.Cells, t.Outputs - t.First);
        for (int row = 0; row < t.Rows; row++)
        {
            float* x = t.X + (row * t.XPitch), first = t.Dy + (row * t.DyPitch);
            for (int cell = 0; cell < t.Cells; cell++, x += xStep)
            {
                int output = cell + t.First;
                float* dy = first + (output * dyStep);
                if (cell == whole && whole < border)
                {
                    TVector g1 = IsDouble ? TRegister.Load(dy - dyStep) : LoadLast(dy - dyStep, lanes);
                    TVector g2 = IsDouble ? TRegister.Load(dy - (2 * dyStep)) : LoadLast(dy - (2 * dyStep), lanes);
                    TVector h1 = IsDouble ? LoadLast(dy - dyStep + TRegister.Width, lanes) : g1;
                    TVector h2 = IsDouble ? LoadLast(dy - (2 * dyStep) + TRegister.Width, lanes) : g2;
                    for (int left = border - cell; left > 0; left--)
                    {
                        TVector g0 = IsDouble ? TRegister.Load(dy) : LoadLast(dy, lanes);
                        TVector h0 = IsDouble ? LoadLast(dy + TRegister.Width, lanes) : g0;
                        TRegister.Prefetch(x + xAhead);
                        TRegister.Prefetch(dy + dyAhead);
                        if (IsDouble)
                        {
                            TRegister.Prefetch(x + xAhead + TRegister.Width);
                            TRegister.Prefetch(dy + dyAhead + TRegister.Width);
                        }

                        MultiplyRow<TRows>(0, x, lanes, g0, g1, g2, h0, h1, h2, ref c00, ref c01, ref c02, ref d00, ref d01, ref d02);
                        MultiplyRow<TRows>(1, x + windowPitch, lanes, g0, g1, g2, h0, h1, h2, ref c10, ref c11, ref c12, ref d10, ref d11, ref d12);
                        MultiplyRow<TRows>(2, x + (2 * windowPitch), lanes, g0, g1, g2, h0, h1, h2, ref c20, ref c21, ref c22, ref d20, ref d21, ref d22);
                        (g2, g1, h2, h1) = (g1, g0, h1, h0);
                        x += xStep;
                        dy += dyStep;
                    }

                    cell = border - 1;
                    x -= xStep;
                    continue;
                }

                if ((uint)output < (uint)t.Outputs)
                {
                    MultiplyCell<TRows>(x, windowPitch, dy, lanes, ref c00, ref c10, ref c20, ref d00, ref d10, ref d20);
                }

                if ((uint)(output - 1) < (uint)t.Outputs)
                {
                    MultiplyCell<TRows>(x, windowPitch, dy - dyStep, lanes, ref c01, ref c11, ref c21, ref d01, ref d11, ref d21);
                }

                if ((uint)(output - 2) < (uint)t.Outputs)
                {
                    MultiplyCell<TRows>(x, windowPitch, dy - (2 * dyStep), lanes, ref c02, ref c12, ref c22, ref d02, ref d12, ref d22);
                }
            }
        }

        AddRow<TRows>(0, t, c00, c01, c02, d00, d01, d02);
        AddRow<TRows>(1, t, c10, c11, c12, d10, d11, d12);
        AddRow<TRows>(2, t, c20, c21, c22, d20, d21, d22);
    }

    // A cell of one row of the window times three outputs. The references are to locals: inlined, they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow<TRows>(
        int row, float* x, TVector lanes, TVector g0, TVector g1, TVector g2, TVector h0, TVector h1, TVector h2,
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector d0, ref TVector d1, ref TVector d2)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            TVector value = Read(x, lanes, isLast: !IsDouble);
            c0 = TRegister.MultiplyAdd(value, g0, c0);
            c1 = TRegister.MultiplyAdd(value, g1, c1);
            c2 = TRegister.MultiplyAdd(value, g2, c2);
            if (IsDouble)
            {
                value = Read(x + TRegister.Width, lanes, isLast: true);
                d0 = TRegister.MultiplyAdd(value, h0, d0);
                d1 = TRegister.MultiplyAdd(value, h1, d1);
                d2 = TRegister.MultiplyAdd(value, h2, d2);
            }
        }
    }

    // A cell of each row of the window times one output.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyCell<TRows>(
        float* x, nint windowPitch, float* dy, TVector lanes,
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector d0, ref TVector d1, ref TVector d2)
        where TRows : struct, IRowCount
    {
        TVector g = IsDouble ? TRegister.Load(dy) : LoadLast(dy, lanes);
        TVector h = IsDouble ? LoadLast(dy + TRegister.Width, lanes) : g;
        Multiply<TRows>(0, x, lanes, g, h, ref c0, ref d0);
        Multiply<TRows>(1, x + windowPitch, lanes, g, h, ref c1, ref d1);
        Multiply<TRows>(2, x + (2 * windowPitch), lanes, g, h, ref c2, ref d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TRows>(int row, float* x, TVector lanes, TVector g, TVector h, ref TVector c, ref TVector d)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            c = TRegister.MultiplyAdd(Read(x, lanes, isLast: !IsDouble), g, c);
            if (IsDouble)
            {
                d = TRegister.MultiplyAdd(Read(x + TRegister.Width, lanes, isLast: true), h, d);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TRows>(int row, in SlidingGradientTileOperands t, TVector c0, TVector c1, TVector c2, TVector d0, TVector d1, TVector d2)
        where TRows : struct, IRowCount
    {
        if (row < TRows.Rows)
        {
            float* sums = t.Sums + (row * Cells * t.SumPitch);
            Add(sums, c0, d0);
            Add(sums + t.SumPitch, c1, d1);
            Add(sums + (2 * t.SumPitch), c2, d2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* sums, TVector c, TVector d)
    {
        TRegister.Store(TRegister.Add(TRegister.Load(sums), c), sums);
        if (IsDouble)
        {
            sums += TRegister.Width;
            TRegister.Store(TRegister.Add(TRegister.Load(sums), d), sums);
        }
    }

    // `lanes` are those that exist, or those to take.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Read(float* x, TVector lanes, bool isLast)
        => TRead.IsGrouped ? TRegister.Select(TRegister.Load(x), lanes) : isLast ? LoadLast(x, lanes) : TRegister.Load(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast(float* source, TVector mask)
        => TRead.IsMasked ? TRegister.LoadMasked(source, mask) : TRegister.Load(source);
}
