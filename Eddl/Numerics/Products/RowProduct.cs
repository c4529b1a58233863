using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The product of one row and a matrix on one thread. Its speed is that of reading the matrix, once and in the order of memory.</summary>
/// <remarks>
/// Eight rows of B at a time are added to a row of sums, which stays in the first-level cache. Lanes are columns, so that each sum takes its
/// terms in ascending k, in the same blocks of k as in <see cref="BlockedProduct{TRegister, TVector}"/>: the bits are the same. A transposed
/// B, whose columns lie in memory one after the other, is transposed register by register on the way.
/// </remarks>
internal static unsafe class RowProduct<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Columns whose sums and whose eight rows stay in the first-level cache and which are long runs of memory.
    private const int MaxColumns = 2048;

    // Columns and terms that are transposed at a time: 16 KiB, and enough independent sums to hide the latency of the multiply-add.
    private const int TransposedColumns = 64;
    private const int TransposedTerms = 64;

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands with one row; no size is 0.</param>
    public static void Run(in ProductOperands operands)
    {
        ProductWorkspace workspace = ProductWorkspace.OfThread;
        int depthBlock = ProductWorkspace.EvenBlock(operands.K, ProductWorkspace.MaxDepth);
        int columnBlock = operands.TransposeB ? TransposedColumns : MaxColumns;
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, operands.K - first);
            for (int column = 0; column < operands.N; column += columnBlock)
            {
                int columns = Math.Min(columnBlock, operands.N - column);
                float* sums = workspace.Left;
                new Span<float>(sums, columns + TRegister.Width).Clear();
                float* a = operands.LeftAt(0, first);
                float* b = operands.RightAt(first, column);
                nint aStride = operands.TransposeA ? operands.Lda : 1;
                if (operands.TransposeB)
                {
                    AddTransposed(a, aStride, b, operands.Ldb, depth, workspace.Panel, sums, columns);
                }
                else
                {
                    AddRows(a, aStride, b, operands.Ldb, depth, sums, columns);
                }

                float* bias = first + depth == operands.K ? operands.BiasAt(column) : null;
                StoreSums(sums, operands.C + column, columns, operands.Accumulate || first > 0, bias);
            }
        }
    }

    private static void AddTransposed(float* a, nint aStride, float* b, nint ldb, int depth, float* scratch, float* sums, int columns)
    {
        int width = TRegister.Width;
        int step = Math.Min(TransposedTerms, depth);
        for (int k = 0; k < depth; k += step)
        {
            // The last step ends at the last k: it transposes some of the step before again, and skips it.
            int start = Math.Min(k, depth - step);
            for (int done = 0; done < columns; done += width)
            {
                float* source = b + (done * ldb) + start;
                int rows = Math.Min(width, columns - done);
                Packing<TRegister, TVector>.TransposeRows(source, ldb, rows, step, scratch + done, TransposedColumns);
            }

            // Whole registers are read: what fills the last one is added to sums that nobody stores.
            int wholeColumns = (columns + width - 1) / width * width;
            AddRows(a + (k * aStride), aStride, scratch + ((k - start) * TransposedColumns), TransposedColumns, start + step - k, sums, wholeColumns);
        }
    }

    private static void AddRows(float* a, nint aStride, float* b, nint ldb, int depth, float* sums, int columns)
    {
        for (; depth >= 8; depth -= 8)
        {
            AddEightRows(a, aStride, b, ldb, sums, columns);
            a += 8 * aStride;
            b += 8 * ldb;
        }

        for (; depth > 0; depth--)
        {
            AddRow(*a, b, sums, columns);
            a += aStride;
            b += ldb;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightRows(float* a, nint aStride, float* b, nint ldb, float* sums, int columns)
    {
        TVector x0 = TRegister.Broadcast(a[0]), x1 = TRegister.Broadcast(a[aStride]);
        TVector x2 = TRegister.Broadcast(a[2 * aStride]), x3 = TRegister.Broadcast(a[3 * aStride]);
        TVector x4 = TRegister.Broadcast(a[4 * aStride]), x5 = TRegister.Broadcast(a[5 * aStride]);
        TVector x6 = TRegister.Broadcast(a[6 * aStride]), x7 = TRegister.Broadcast(a[7 * aStride]);
        float* b4 = b + (4 * ldb);
        nint ldb2 = 2 * ldb, ldb3 = 3 * ldb;
        for (; columns >= TRegister.Width; columns -= TRegister.Width)
        {
            TVector sum = TRegister.MultiplyAdd(x0, TRegister.Load(b), TRegister.Load(sums));
            sum = TRegister.MultiplyAdd(x1, TRegister.Load(b + ldb), sum);
            sum = TRegister.MultiplyAdd(x2, TRegister.Load(b + ldb2), sum);
            sum = TRegister.MultiplyAdd(x3, TRegister.Load(b + ldb3), sum);
            sum = TRegister.MultiplyAdd(x4, TRegister.Load(b4), sum);
            sum = TRegister.MultiplyAdd(x5, TRegister.Load(b4 + ldb), sum);
            sum = TRegister.MultiplyAdd(x6, TRegister.Load(b4 + ldb2), sum);
            sum = TRegister.MultiplyAdd(x7, TRegister.Load(b4 + ldb3), sum);
            TRegister.Store(sum, sums);
            sums += TRegister.Width;
            b += TRegister.Width;
            b4 += TRegister.Width;
        }

        if (columns > 0)
        {
            TVector mask = TRegister.FirstLanes(columns);
            TVector sum = TRegister.MultiplyAdd(x0, TRegister.LoadMasked(b, mask), TRegister.Load(sums));
            sum = TRegister.MultiplyAdd(x1, TRegister.LoadMasked(b + ldb, mask), sum);
            sum = TRegister.MultiplyAdd(x2, TRegister.LoadMasked(b + ldb2, mask), sum);
            sum = TRegister.MultiplyAdd(x3, TRegister.LoadMasked(b + ldb3, mask), sum);
            sum = TRegister.MultiplyAdd(x4, TRegister.LoadMasked(b4, mask), sum);
            sum = TRegister.MultiplyAdd(x5, TRegister.LoadMasked(b4 + ldb, mask), sum);
            sum = TRegister.MultiplyAdd(x6, TRegister.LoadMasked(b4 + ldb2, mask), sum);
            sum = TRegister.MultiplyAdd(x7, TRegister.LoadMasked(b4 + ldb3, mask), sum);
            TRegister.Store(sum, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(float a, float* b, float* sums, int columns)
    {
        TVector x = TRegister.Broadcast(a);
        for (; columns >= TRegister.Width; columns -= TRegister.Width)
        {
            TRegister.Store(TRegister.MultiplyAdd(x, TRegister.Load(b), TRegister.Load(sums)), sums);
            sums += TRegister.Width;
            b += TRegister.Width;
        }

        if (columns > 0)
        {
            TVector last = TRegister.LoadMasked(b, TRegister.FirstLanes(columns));
            TRegister.Store(TRegister.MultiplyAdd(x, last, TRegister.Load(sums)), sums);
        }
    }

    // As in a tile: one rounding after the whole sum of the block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreSums(float* sums, float* c, int columns, bool accumulate, float* bias)
    {
        for (; columns > 0; columns -= TRegister.Width)
        {
            TVector mask = TRegister.FirstLanes(columns);
            TVector sum = TRegister.Load(sums);
            sum = accumulate ? TRegister.Add(TRegister.LoadMasked(c, mask), sum) : sum;
            if (bias != null)
            {
                sum = TRegister.Add(sum, TRegister.LoadMasked(bias, mask));
                bias += TRegister.Width;
            }

            TRegister.StoreMasked(sum, c, mask);
            sums += TRegister.Width;
            c += TRegister.Width;
        }
    }
}
