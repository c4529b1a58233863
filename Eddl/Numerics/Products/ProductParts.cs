namespace DeepHealth.Numerics;

/// <summary>The blocks of C that threads take one by one. They depend on the sizes of the product, their number also on that of threads; no element
/// of C depends on how it is cut.</summary>
internal readonly struct ProductParts
{
    // A part of fewer multiply-adds (about 1 µs) costs more to hand over than it saves.
    private const int MinTermsShift = 17;

    // The same for a matrix and a vector, which wait for memory.
    private const int MinVectorTermsShift = 16;

    // Blocks of at least this size: each packs its operands itself, and that must stay small beside the arithmetic.
    private const int MinRows = 28;
    private const int MinColumns = 64;

    // A transposed B is packed by a pass of its own: rather more rows share that, and columns are split first, which shares it fully.
    private const int MinTransposedRows = 56;
    private const int MinTransposedColumns = 32;

    // A vector times a matrix whose terms are not neighbours reads this much of each row of memory at once.
    private const int MinRun = 256;

    // Enough parts for 16 threads to finish together; big products have more, and few threads, which larger parts serve better, fewer.
    private const int UsualMost = 32;
    private const int UsualMostPerThread = 4;
    private const int BigPartShift = 27;

    // Column bounds are multiples of the widest panel, so that no part but the last has a ragged edge.
    private const int ColumnUnit = ProductMemory.MaxPanelBytes / sizeof(float);

    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rowParts;
    private readonly int _columnParts;

    /// <summary>Splits a product.</summary>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <param name="k">Terms of each sum.</param>
    /// <param name="transposeA">Whether A is stored <c>[k, m]</c>.</param>
    /// <param name="transposeB">Whether B is stored <c>[n, k]</c>.</param>
    /// <param name="products">Number of such products that are computed together.</param>
    /// <param name="threads">Number of threads that take the parts.</param>
    public ProductParts(int m, int n, int k, bool transposeA, bool transposeB, int products = 1, int threads = UsualMost)
    {
        _rows = m;
        _columns = n;
        _rowParts = 1;
        _columnParts = 1;

        long terms = Terms(m, n, k);
        long wanted = Math.Min(terms >> MinShift(m, n), Math.Max(Usual(threads) / products, terms >> BigPartShift));
        int minRows = n == 1 ? (transposeA ? MinRun : MinRows) : transposeB ? MinTransposedRows : MinRows;
        int minColumns = m == 1 && !transposeB ? MinRun : transposeB ? MinTransposedColumns : MinColumns;
        while ((long)_rowParts * _columnParts < wanted)
        {
            int rows = m / (2 * _rowParts);
            int columns = n / (2 * _columnParts);
            bool canSplitRows = rows >= minRows;
            bool canSplitColumns = columns >= minColumns;
            if (!canSplitRows && !canSplitColumns)
            {
                break;
            }

            // Packing A costs a pass per part of columns, packing B is nearly free: so rows are split to half the size of columns.
            if (canSplitRows && (!canSplitColumns || (!transposeB && 2 * rows >= columns)))
            {
                _rowParts *= 2;
            }
            else
            {
                _columnParts *= 2;
            }
        }
    }

    private ProductParts(int m, int n, int rowParts, int columnParts)
    {
        _rows = m;
        _columns = n;
        _rowParts = rowParts;
        _columnParts = columnParts;
    }

    /// <summary>Number of parts.</summary>
    public int Count => _rowParts * _columnParts;

    /// <summary>Number of parts that is enough for some threads.</summary>
    public static int Usual(int threads) => (int)Math.Min(UsualMost, (long)UsualMostPerThread * threads);

    /// <summary>Parts of all rows and as many columns as the widest panel.</summary>
    public static ProductParts Panels(int m, int n) => new(m, n, 1, ((n - 1) / ColumnUnit) + 1);

    /// <summary>Parts of a product for which B is packed: blocks of rows, whose columns are split only where there would be few parts.</summary>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <param name="maxRows">Most rows of a part.</param>
    /// <param name="minColumns">Fewest columns of a part that has not all of them.</param>
    /// <param name="wanted">Number of parts that is enough.</param>
    public static ProductParts Blocks(int m, int n, int maxRows, int minColumns, int wanted)
    {
        int rowParts = ((m - 1) / maxRows) + 1;
        int columnParts = 1;
        while (rowParts * columnParts < wanted && n / (2 * columnParts) >= minColumns)
        {
            columnParts *= 2;
        }

        return new ProductParts(m, n, rowParts, columnParts);
    }

    /// <summary>How many products too small to be split are one part of a batch.</summary>
    public static int ProductsPerPart(int m, int n, int k) => (int)Math.Max(1, (1L << MinShift(m, n)) / Math.Max(1, Terms(m, n, k)));

    /// <summary>The block of one part; it may be empty.</summary>
    public (int Row, int Rows, int Column, int Columns) Part(int part)
    {
        int row = Bound(part / _columnParts, _rowParts, _rows, 1);
        int column = Bound(part % _columnParts, _columnParts, _columns, ColumnUnit);
        int rowEnd = Bound((part / _columnParts) + 1, _rowParts, _rows, 1);
        int columnEnd = Bound((part % _columnParts) + 1, _columnParts, _columns, ColumnUnit);
        return (row, rowEnd - row, column, columnEnd - column);
    }

    // Few columns fill a register as if there were 16; a single column is computed as a row.
    private static long Terms(int m, int n, int k) => (long)m * (n == 1 ? 1 : Math.Max(n, 16)) * k;

    private static int MinShift(int m, int n) => m == 1 || n == 1 ? MinVectorTermsShift : MinTermsShift;

    private static int Bound(int part, int parts, int size, int unit)
    {
        int units = ((size - 1) / unit) + 1;
        return (int)Math.Min(size, (long)units * part / parts * unit);
    }
}
