using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The product of one row and a matrix on one thread. Its speed is that of reading the matrix, once and in the order of memory.</summary>
/// <remarks>
/// Eight rows of B at a time are added to a row of sums, which stays in the first-level cache. Lanes are columns, so that each sum takes its
/// terms in ascending k, in the same blocks of k as in <see cref="BlockedProduct{TRegister, TNumber, TVector}"/>: the bits are the same.
/// </remarks>
internal static unsafe class RowProduct<TRegister, TNumber, TVector>
    where TRegister : struct, IProductRegister<TNumber, TVector>
    where TNumber : unmanaged
    where TVector : struct
{
    // Columns whose sums and whose eight rows stay in the first-level cache and which are long runs of memory.
    private const int MaxColumns = 2048;

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands with one row and B not transposed; no size is 0.</param>
    /// <param name="then">Applied to what is finished of C.</param>
    public static void Run<TThen>(in ProductOperands<TNumber> operands, TThen then)
        where TThen : struct, IProductThen<TNumber>
    {
        TNumber* sums = ProductWorkspace<TNumber>.OfThread.Left;
        int depthBlock = ProductWorkspace<TNumber>.EvenBlock(operands.K, ProductWorkspace<TNumber>.MaxDepth);
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, operands.K - first);
            bool isLast = first + depth == operands.K;
            for (int column = 0; column < operands.N; column += MaxColumns)
            {
                int columns = Math.Min(MaxColumns, operands.N - column);
                new Span<TNumber>(sums, columns + TRegister.Width).Clear();
                nint aStride = operands.TransposeA ? operands.Lda : 1;
                AddRows(operands.LeftAt(0, first), aStride, operands.RightAt(first, column), operands.Ldb, depth, sums, columns);
                TNumber* c = operands.C + column;
                StoreSums(sums, c, columns, operands.Accumulate || first > 0, isLast ? operands.BiasAt(column) : null);
                if (isLast && !TThen.IsNothing)
                {
                    then.Apply(c, 0, 1, columns);
                }
            }
        }
    }

    private static void AddRows(TNumber* a, nint aStride, TNumber* b, nint ldb, int depth, TNumber* sums, int columns)
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
    private static void AddEightRows(TNumber* a, nint aStride, TNumber* b, nint ldb, TNumber* sums, int columns)
    {
        TVector x0 = TRegister.Broadcast(a[0]), x1 = TRegister.Broadcast(a[aStride]);
        TVector x2 = TRegister.Broadcast(a[2 * aStride]), x3 = TRegister.Broadcast(a[3 * aStride]);
        TVector x4 = TRegister.Broadcast(a[4 * aStride]), x5 = TRegister.Broadcast(a[5 * aStride]);
        TVector x6 = TRegister.Broadcast(a[6 * aStride]), x7 = TRegister.Broadcast(a[7 * aStride]);
        TNumber* b4 = b + (4 * ldb);
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
    private static void AddRow(TNumber a, TNumber* b, TNumber* sums, int columns)
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
    private static void StoreSums(TNumber* sums, TNumber* c, int columns, bool accumulate, TNumber* bias)
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
