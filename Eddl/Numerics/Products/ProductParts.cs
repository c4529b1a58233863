namespace DeepHealth.Numerics;

/// <summary>The blocks of C that threads take one by one. They depend on the sizes of the product alone.</summary>
internal readonly struct ProductParts
{
    // A part of fewer multiply-adds (about 2 µs) costs more to hand over than it saves.
    private const int MinTermsShift = 18;

    // Blocks of at least this size: each packs its operands itself, and that must stay small beside the arithmetic.
    private const int MinRows = 28;
    private const int MinColumns = 64;

    // Enough parts for 16 threads to finish together; big products have more.
    private const int UsualMost = 32;
    private const int BigPartShift = 25;

    // Column bounds are multiples of the widest panel, so that no part but the last has a ragged edge.
    private const int ColumnUnit = ProductWorkspace.MaxPanelWidth;

    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rowParts;
    private readonly int _columnParts;

    public ProductParts(int m, int n, int k)
    {
        _rows = m;
        _columns = n;
        _rowParts = 1;
        _columnParts = 1;

        // Few columns fill a register as if there were 16; a single column is computed as a row.
        long terms = (long)m * (n == 1 ? 1 : Math.Max(n, 16)) * k;
        long wanted = Math.Min(terms >> MinTermsShift, Math.Max(UsualMost, terms >> BigPartShift));
        while ((long)_rowParts * _columnParts < wanted)
        {
            int rows = m / (2 * _rowParts);
            int columns = n / (2 * _columnParts);
            bool canSplitRows = rows >= MinRows;
            bool canSplitColumns = columns >= MinColumns;
            if (!canSplitRows && !canSplitColumns)
            {
                break;
            }

            // Packing A costs a pass per part of columns, packing B is nearly free: so rows are split to half the size of columns.
            if (canSplitRows && (!canSplitColumns || 2 * rows >= columns))
            {
                _rowParts *= 2;
            }
            else
            {
                _columnParts *= 2;
            }
        }
    }

    /// <summary>Number of parts.</summary>
    public int Count => _rowParts * _columnParts;

    /// <summary>The block of one part; it may be empty.</summary>
    public (int Row, int Rows, int Column, int Columns) Part(int part)
    {
        int row = Bound(part / _columnParts, _rowParts, _rows, 1);
        int column = Bound(part % _columnParts, _columnParts, _columns, ColumnUnit);
        int rowEnd = Bound((part / _columnParts) + 1, _rowParts, _rows, 1);
        int columnEnd = Bound((part % _columnParts) + 1, _columnParts, _columns, ColumnUnit);
        return (row, rowEnd - row, column, columnEnd - column);
    }

    private static int Bound(int part, int parts, int size, int unit)
    {
        int units = ((size - 1) / unit) + 1;
        return (int)Math.Min(size, (long)units * part / parts * unit);
    }
}
