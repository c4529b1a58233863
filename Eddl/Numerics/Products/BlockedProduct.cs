namespace DeepHealth.Numerics;

/// <summary>The matrix product on one thread: blocks of A are packed, and each panel of B meets all of them while it is in the cache.</summary>
/// <remarks>
/// Order: block of rows, block of k, panel of B (two registers of columns), tile. A packed block of A (252 x 512 numbers at most) stays in the
/// second-level cache, a panel of B in the first and second. The first tile of each panel packs B while it computes, so B needs no pass of its own.
/// Where a copy would be read only once or twice, or the matrix is in the cache anyway, the operand is read in place.
/// Rows are spread evenly over the tiles (100 rows are 4 tiles of 13 and 4 of 12), so no lane is wasted.
/// The blocks of k depend on k alone: with the fixed order inside the tile kernel, an element of C has the same bits whatever surrounds it.
/// </remarks>
internal static unsafe class BlockedProduct<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Most columns for which A is read in place: measured, below it a packing pass costs more than it saves later.
    private const int InPlaceColumns = 512;

    // Most numbers from the first to the last row of a block of B that several tiles read in place: 256 KiB, a quarter of a second-level cache.
    private const int InPlaceNumbers = 1 << 16;

    // Rows of a tile that leave room in a set of the first-level cache.
    private const int SharedSetRows = 10;

    private static int PanelWidth => 2 * TRegister.Width;

    /// <summary>Most rows of a tile of two registers: so many sums fit beside two registers of B and one broadcast number of A.</summary>
    public static int TileRows => (TRegister.Available - 3) / 2;

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands; no size is 0.</param>
    public static void Run(in ProductOperands operands)
    {
        if (operands.N == 1 && !operands.TransposeA)
        {
            ColumnProduct<TRegister, TVector>.Run(operands);
            return;
        }

        if (operands is { N: 1, Ldc: 1 } && operands.Bias == null)
        {
            // One column fills one lane of a register; as one row it fills them all.
            ProductOperands row = operands.AsRow();
            RowProduct<TRegister, TVector>.Run(row);
            return;
        }

        if (operands.M == 1)
        {
            RowProduct<TRegister, TVector>.Run(operands);
            return;
        }

        int rowBlock = ProductWorkspace.EvenBlock(operands.M, ProductWorkspace.MaxRows);
        int depthBlock = ProductWorkspace.EvenBlock(operands.K, ProductWorkspace.MaxDepth);
        for (int row = 0; row < operands.M; row += rowBlock)
        {
            int rows = Math.Min(rowBlock, operands.M - row);
            for (int first = 0; first < operands.K; first += depthBlock)
            {
                RunBlock(new Block(operands, row, rows, first, Math.Min(depthBlock, operands.K - first)));
            }
        }
    }

    private static void RunBlock(in Block block)
    {
        ref readonly ProductOperands operands = ref block.Operands;
        if (operands.N <= InPlaceColumns)
        {
            LeftPanels inPlace = LeftPanels.InPlace(operands.LeftAt(block.Row, block.First), operands.Lda, operands.TransposeA);
            if (operands.TransposeA)
            {
                RunPanels<TileLeft.Adjacent>(block, inPlace);
            }
            else
            {
                RunPanels<TileLeft.Strided>(block, inPlace);
            }

            return;
        }

        float* left = block.Workspace.Left;
        LeftPanels packed = LeftPanels.Packed(left, block.Depth);
        for (int i = 0; i < block.Tiles.Count; i++)
        {
            int row = block.Tiles.FirstRow(i);
            Packing<TRegister, TVector>.PackLeft(
                operands, block.Row + row, block.Tiles.Rows(i), block.First, block.Depth, packed.At(row));
        }

        RunPanels<TileLeft.Adjacent>(block, packed);
    }

    private static void RunPanels<TLeft>(in Block block, in LeftPanels left)
        where TLeft : struct, ITileLeft
    {
        int column = 0;
        for (; column + PanelWidth <= block.Operands.N; column += PanelWidth)
        {
            RunPanel<TLeft>(block, left, column);
        }

        if (column < block.Operands.N)
        {
            RunLastPanel<TLeft>(block, left, column);
        }
    }

    // A panel of two whole registers.
    private static void RunPanel<TLeft>(in Block block, in LeftPanels left, int column)
        where TLeft : struct, ITileLeft
    {
        float* panel = block.Workspace.Panel;
        if (block.Operands.TransposeB)
        {
            Packing<TRegister, TVector>.PackRight(block.Operands, column, PanelWidth, block.First, block.Depth, panel);
            RunTiles<TLeft, TileMode.Double>(block, left, 0, block.Tiles.Count, panel, PanelWidth, column);
            return;
        }

        float* b = block.Operands.RightAt(block.First, column);
        if (block.ReadsRightInPlace)
        {
            RunTiles<TLeft, TileMode.Double>(block, left, 0, block.Tiles.Count, b, block.Operands.Ldb, column);
            return;
        }

        RunTiles<TLeft, TileMode.DoublePacking>(block, left, 0, 1, b, block.Operands.Ldb, column);
        RunTiles<TLeft, TileMode.Double>(block, left, 1, block.Tiles.Count, panel, PanelWidth, column);
    }

    // The last columns, fewer than two registers.
    private static void RunLastPanel<TLeft>(in Block block, in LeftPanels left, int column)
        where TLeft : struct, ITileLeft
    {
        bool isDouble = block.Operands.N - column > TRegister.Width;
        float* b = block.Operands.RightAt(block.First, column);
        nint ldb = block.Operands.Ldb;
        if (!TRegister.HasMasks || !block.ReadsRightInPlace)
        {
            b = block.Workspace.Panel;
            ldb = isDouble ? PanelWidth : TRegister.Width;
            Packing<TRegister, TVector>.PackRight(block.Operands, column, block.Operands.N - column, block.First, block.Depth, b);
        }

        if (isDouble)
        {
            RunTiles<TLeft, TileMode.DoubleMasked>(block, left, 0, block.Tiles.Count, b, ldb, column);
        }
        else
        {
            RunTiles<TLeft, TileMode.SingleMasked>(block, left, 0, block.Tiles.Count, b, ldb, column);
        }
    }

    private static void RunTiles<TLeft, TMode>(in Block block, in LeftPanels left, int tile, int end, float* b, nint ldb, int column)
        where TLeft : struct, ITileLeft
        where TMode : struct, ITileMode
    {
        // Locals: this stands between two tiles of about a microsecond.
        RowTiles tiles = block.Tiles;
        LeftPanels rowsOfA = left;
        float* panel = block.Workspace.Panel;
        nint ldc = block.Operands.Ldc;
        int columns = block.Operands.N - column;
        int depth = block.Depth;
        bool accumulate = block.Accumulate;
        float* bias = block.IsLast ? block.Operands.BiasAt(column) : null;
        int row = tiles.FirstRow(tile);
        float* c = block.Operands.C + ((block.Row + row) * ldc) + column;
        for (; tile < end; tile++)
        {
            int rows = tiles.Rows(tile);
            TileKernel<TRegister, TVector, TLeft, TMode>.Run(
                rows, depth, rowsOfA.At(row), rowsOfA.Stride(rows), b, ldb, panel, c, ldc, columns, accumulate, bias);
            row += rows;
            c += rows * ldc;
        }
    }

    // Rows in place a multiple of 4 KiB apart share one set of the first-level cache, which holds 8 or 12 lines. A tile of one register
    // waits for them; the arithmetic of two registers hides it.
    private static int MaxTileRows(in ProductOperands operands)
    {
        bool sharesSet = operands.N <= TRegister.Width && !operands.TransposeA && operands.Lda % 1024 == 0;
        return sharesSet ? Math.Min(TileRows, SharedSetRows) : TileRows;
    }

    // Some rows of C and some terms of their sums.
    private readonly ref struct Block(in ProductOperands operands, int row, int rows, int first, int depth)
    {
        public readonly ref readonly ProductOperands Operands = ref operands;
        public readonly ProductWorkspace Workspace = ProductWorkspace.OfThread;
        public readonly RowTiles Tiles = new(rows, MaxTileRows(operands));
        public readonly int Row = row;
        public readonly int First = first;
        public readonly int Depth = depth;

        public bool IsLast => First + Depth == Operands.K;

        public bool Accumulate => Operands.Accumulate || First > 0;

        // One tile reads B once; several find it in the cache where it is small.
        public bool ReadsRightInPlace => !Operands.TransposeB && (Tiles.Count == 1 || Depth * Operands.Ldb <= InPlaceNumbers);
    }
}
