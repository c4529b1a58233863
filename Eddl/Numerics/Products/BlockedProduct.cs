using System.Numerics;

namespace DeepHealth.Numerics;

/// <summary>The matrix product on one thread: blocks of A are packed, and each panel of B meets all of them while it is in the cache.</summary>
/// <remarks>
/// Order: block of rows, block of k, panel of B (two registers of columns), tile. A packed block of A (252 x 640 numbers at most) stays in the
/// second-level cache, a panel of B in the first and second. Wide panels of B are read in place, and the first tile of each asks for it ahead; else
/// it packs them while it computes, so B needs no pass of its own. Where a copy of A would be read only once or twice, A is read in place.
/// Rows are spread evenly over the tiles (100 rows are 4 tiles of 13 and 4 of 12), so no lane is wasted.
/// The blocks of k depend on k alone: with the fixed order inside the tile kernel, an element of C has the same bits whatever surrounds it.
/// </remarks>
internal static unsafe class BlockedProduct<TRegister, TNumber, TVector>
    where TRegister : struct, IProductRegister<TNumber, TVector>
    where TNumber : unmanaged, INumber<TNumber>
    where TVector : struct
{
    // Most columns for which A is read in place: measured, below it a packing pass costs more than it saves later.
    private const int InPlaceColumns = 512;

    // Most bytes from the first to the last row of a block of B that several tiles read in place: a quarter of a second-level cache.
    private const int InPlaceBytes = 1 << 18;

    // Rows of a stored transposed A that are packed at a time: lines a multiple of 4 KiB apart then are still in the cache for the next tile.
    private const int TransposedChunk = 8;

    // Most tiles that read wide panels of B in place although their rows share a set, and most bytes from one row to the next then.
    private const int FewTiles = 8;
    private const int NearRowBytes = 1 << 14;

    // Numbers in a group of shared panels, 512 KiB of them: it stays in the second-level cache.
    private const int GroupNumbers = 1 << 17;

    // Rows of a tile that leave room in a set of the first-level cache.
    private const int SharedSetRows = 10;

    // Terms of a sum, measured, below which a tile of C that shares a set is not hidden, or not at all; nor is what is asked for past a block of B.
    private const int FewTerms = 128;
    private const int VeryFewTerms = 16;

    private static int PanelWidth => 2 * TRegister.Width;

    // Whether a row of a panel is at most one cache line, as with AVX2. Then tiles ask for the next panel, measured: products with 100 rows get 5 %
    // faster. Wider panels leave the first-level cache no room for it.
    private static bool HasNarrowPanels => PanelWidth * sizeof(TNumber) <= BufferPool.Alignment;

    /// <summary>Most rows of a tile of two registers: so many sums fit beside two registers of B and one broadcast number of A.</summary>
    public static int TileRows => (TRegister.Available - 3) / 2;

    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands; no size is 0.</param>
    /// <param name="step">The part of the work to be done.</param>
    /// <param name="then">Applied to what is finished of C.</param>
    public static void Run<TThen>(in ProductOperands<TNumber> operands, in ProductStep<TNumber> step, TThen then)
        where TThen : struct, IProductThen<TNumber>
    {
        if (step.IsPacking)
        {
            Packing<TRegister, TNumber, TVector>.PackPanels(operands, step.First, step.Depth, step.Panels);
            return;
        }

        if (!step.IsWhole)
        {
            RunRows(operands, then, step.First, step.Depth, step.Panels);
            return;
        }

        if (operands.N == 1 && !operands.TransposeA)
        {
            ColumnProduct<TRegister, TNumber, TVector>.Run(operands, biasStride: 0, then);
            return;
        }

        if (operands is { N: 1, Ldc: 1 } && operands.Bias == null)
        {
            // One column fills one lane of a register; as one row it fills them all.
            ProductOperands<TNumber> row = operands.AsRow();
            RowProduct<TRegister, TNumber, TVector>.Run(row, then);
            return;
        }

        if (operands is { M: 1, N: > 1, TransposeB: true })
        {
            ProductOperands<TNumber> column = operands.AsColumn();
            ColumnProduct<TRegister, TNumber, TVector>.Run(column, biasStride: 1, then);
            return;
        }

        if (operands is { M: 1, TransposeB: false })
        {
            RowProduct<TRegister, TNumber, TVector>.Run(operands, then);
            return;
        }

        if (SharesSetOfC(operands) && operands.K <= VeryFewTerms)
        {
            RunVeryFewTerms(operands, then);
            return;
        }

        int depthBlock = ProductWorkspace<TNumber>.EvenBlock(operands.K, ProductWorkspace<TNumber>.MaxDepth);
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            RunRows(operands, then, first, Math.Min(depthBlock, operands.K - first), panels: null);
        }
    }

    // Little but writing C, whose rows share a set: so it is written in runs, with all panels that there is room for.
    private static void RunVeryFewTerms<TThen>(in ProductOperands<TNumber> operands, TThen then)
        where TThen : struct, IProductThen<TNumber>
    {
        TNumber* panels = ProductWorkspace<TNumber>.OfThread.Panel;
        int columnBlock = ProductWorkspace<TNumber>.MaxDepth / VeryFewTerms * PanelWidth;
        for (int column = 0; column < operands.N; column += columnBlock)
        {
            ProductOperands<TNumber> block = operands.Block(0, operands.M, column, Math.Min(columnBlock, operands.N - column));
            Packing<TRegister, TNumber, TVector>.PackPanels(block, 0, block.K, panels);
            RunRows(block, then, 0, block.K, panels);
        }
    }

    // All rows, some terms of their sums.
    private static void RunRows<TThen>(in ProductOperands<TNumber> operands, TThen then, int first, int depth, TNumber* panels)
        where TThen : struct, IProductThen<TNumber>
    {
        int rowBlock = ProductWorkspace<TNumber>.EvenBlock(operands.M, ProductWorkspace<TNumber>.MaxRows);
        for (int row = 0; row < operands.M; row += rowBlock)
        {
            RunBlock(new Block<TThen>(operands, then, row, Math.Min(rowBlock, operands.M - row), first, depth, panels));
        }
    }

    private static void RunBlock<TThen>(in Block<TThen> block)
        where TThen : struct, IProductThen<TNumber>
    {
        ref readonly ProductOperands<TNumber> operands = ref block.Operands;
        if (operands.N <= InPlaceColumns && block.SharedPanels == null)
        {
            LeftPanels<TNumber> inPlace = LeftPanels<TNumber>.InPlace(operands.LeftAt(block.Row, block.First), operands.Lda, operands.TransposeA);
            if (operands.TransposeA)
            {
                RunPanels<TileLeft.Adjacent, TThen>(block, inPlace);
            }
            else
            {
                RunPanels<TileLeft.Strided, TThen>(block, inPlace);
            }

            return;
        }

        TNumber* left = block.Workspace.Left;
        LeftPanels<TNumber> packed = LeftPanels<TNumber>.Packed(left, block.Depth + TRegister.Width);
        int chunk = operands.TransposeA ? TransposedChunk : block.Depth;
        for (int k = 0; k < block.Depth; k += chunk)
        {
            for (int i = 0; i < block.Tiles.Count; i++)
            {
                int row = block.Tiles.FirstRow(i);
                int rows = block.Tiles.Rows(i);
                Packing<TRegister, TNumber, TVector>.PackLeft(
                    operands, block.Row + row, rows, block.First + k, Math.Min(chunk, block.Depth - k), packed.At(row) + (k * rows));
            }
        }

        RunPanels<TileLeft.Adjacent, TThen>(block, packed);
    }

    private static void RunPanels<TLeft, TThen>(in Block<TThen> block, in LeftPanels<TNumber> left)
        where TLeft : struct, ITileLeft
        where TThen : struct, IProductThen<TNumber>
    {
        int column = 0;
        if (block.SharedPanels != null)
        {
            column = block.Operands.N / PanelWidth * PanelWidth;
            RunGroups<TLeft, TThen>(block, left, column);
        }

        for (; column + PanelWidth <= block.Operands.N; column += PanelWidth)
        {
            RunPanel<TLeft, TThen>(block, left, column);
        }

        if (column < block.Operands.N)
        {
            RunLastPanel<TLeft, TThen>(block, left, column);
        }
    }

    // All columns but the last, from shared panels: each tile of rows meets a group of panels, so that it writes long runs of C.
    private static void RunGroups<TLeft, TThen>(in Block<TThen> block, in LeftPanels<TNumber> left, int end)
        where TLeft : struct, ITileLeft
        where TThen : struct, IProductThen<TNumber>
    {
        int width = Math.Max(1, GroupNumbers / (block.Depth * PanelWidth)) * PanelWidth;
        for (int column = 0; column < end; column += width)
        {
            int groupEnd = Math.Min(end, column + width);
            for (int tile = 0; tile < block.Tiles.Count; tile++)
            {
                for (int at = column; at < groupEnd; at += PanelWidth)
                {
                    RunTiles<TLeft, TileMode.Double, TThen>(block, left, tile, tile + 1, block.SharedPanel(at), PanelWidth, at);
                }
            }
        }
    }

    // A panel of two whole registers.
    private static void RunPanel<TLeft, TThen>(in Block<TThen> block, in LeftPanels<TNumber> left, int column)
        where TLeft : struct, ITileLeft
        where TThen : struct, IProductThen<TNumber>
    {
        TNumber* panel = block.Workspace.Panel;
        if (block.Operands.TransposeB)
        {
            Packing<TRegister, TNumber, TVector>.PackRight(block.Operands, column, PanelWidth, block.First, block.Depth, panel);
            RunTiles<TLeft, TileMode.Double, TThen>(block, left, 0, block.Tiles.Count, panel, PanelWidth, column);
            return;
        }

        TNumber* b = block.Operands.RightAt(block.First, column);
        if (block.IsRightSmall)
        {
            RunTiles<TLeft, TileMode.Double, TThen>(block, left, 0, block.Tiles.Count, b, block.Operands.Ldb, column);
            return;
        }

        if (block.ReadsRightInPlace)
        {
            RunTiles<TLeft, TileMode.DoubleAsking, TThen>(block, left, 0, 1, b, block.Operands.Ldb, column);
            RunTiles<TLeft, TileMode.Double, TThen>(block, left, 1, block.Tiles.Count, b, block.Operands.Ldb, column);
            return;
        }

        if (block.AsksForPanel(column))
        {
            RunTiles<TLeft, TileMode.DoublePacking, TThen>(block, left, 0, 1, b, block.Operands.Ldb, column);
        }
        else
        {
            RunTiles<TLeft, TileMode.DoublePackingAsking, TThen>(block, left, 0, 1, b, block.Operands.Ldb, column);
        }

        if (block.AsksForPanel(column + PanelWidth))
        {
            RunTiles<TLeft, TileMode.DoubleAskingForNext, TThen>(block, left, 1, block.Tiles.Count, panel, PanelWidth, column);
        }
        else
        {
            RunTiles<TLeft, TileMode.Double, TThen>(block, left, 1, block.Tiles.Count, panel, PanelWidth, column);
        }
    }

    // The last columns, fewer than two registers.
    private static void RunLastPanel<TLeft, TThen>(in Block<TThen> block, in LeftPanels<TNumber> left, int column)
        where TLeft : struct, ITileLeft
        where TThen : struct, IProductThen<TNumber>
    {
        bool isDouble = block.Operands.N - column > TRegister.Width;
        TNumber* b = block.Operands.RightAt(block.First, column);
        nint ldb = block.Operands.Ldb;
        if (block.SharedPanels != null)
        {
            b = block.SharedPanel(column);
            ldb = isDouble ? PanelWidth : TRegister.Width;
        }
        else if (!TRegister.HasMasks || !block.ReadsRightInPlace)
        {
            b = block.Workspace.Panel;
            ldb = isDouble ? PanelWidth : TRegister.Width;
            Packing<TRegister, TNumber, TVector>.PackRight(block.Operands, column, block.Operands.N - column, block.First, block.Depth, b);
        }

        if (isDouble)
        {
            RunTiles<TLeft, TileMode.DoubleMasked, TThen>(block, left, 0, block.Tiles.Count, b, ldb, column);
        }
        else
        {
            RunTiles<TLeft, TileMode.SingleMasked, TThen>(block, left, 0, block.Tiles.Count, b, ldb, column);
        }
    }

    private static void RunTiles<TLeft, TMode, TThen>(
        in Block<TThen> block, in LeftPanels<TNumber> left, int tile, int end, TNumber* b, nint ldb, int column)
        where TLeft : struct, ITileLeft
        where TMode : struct, ITileMode
        where TThen : struct, IProductThen<TNumber>
    {
        // Locals: this stands between two tiles of about a microsecond.
        RowTiles tiles = block.Tiles;
        LeftPanels<TNumber> rowsOfA = left;
        TNumber* panel = block.Workspace.Panel;
        nint ldc = block.Operands.Ldc;
        int columns = block.Operands.N - column;
        int depth = block.Depth;
        bool accumulate = block.Accumulate;
        bool isFinished = block.IsLast && !TThen.IsNothing;
        TThen then = block.Then;
        TNumber* bias = block.IsLast ? block.Operands.BiasAt(column) : null;
        int row = tiles.FirstRow(tile);
        TNumber* c = block.Operands.C + ((block.Row + row) * ldc) + column;
        TileAhead<TNumber> ahead = TMode.AsksForNext ? block.Ahead(column + PanelWidth) : default;
        nint asked = TMode.AsksForNext ? ahead.Reach(depth) : 0;
        for (; tile < end; tile++)
        {
            int rows = tiles.Rows(tile);
            TileKernel<TRegister, TNumber, TVector, TLeft, TMode>.Run(
                rows, depth, rowsOfA.At(row), rowsOfA.Stride(rows), b, ldb, panel, c, ldc, columns, accumulate, bias, ahead);
            if (isFinished)
            {
                // The tile is in the first-level cache.
                then.Apply(c, ldc, rows, Math.Min(columns, PanelWidth));
            }

            row += rows;
            c += rows * ldc;
            if (TMode.AsksForNext)
            {
                ahead = ahead.At(asked);
            }
        }
    }

    // Rows a multiple of 4 KiB apart share one set of the first-level cache, which holds 8 or 12 lines. Of A in place, a tile of one register
    // waits for them; the arithmetic of two registers hides it. Of C, a tile waits for them when its sums have few terms.
    private static int MaxTileRows(in ProductOperands<TNumber> operands)
    {
        if (SharesSetOfC(operands) && operands.K <= FewTerms)
        {
            return Math.Min(TileRows, SharedSetRows);
        }

        bool sharesSetOfA = operands.N <= TRegister.Width && !operands.TransposeA && SharesSet(operands.Lda);
        return sharesSetOfA ? Math.Min(TileRows, SharedSetRows) : TileRows;
    }

    private static bool SharesSetOfC(in ProductOperands<TNumber> operands)
        => operands.M > 1 && SharesSet(operands.Ldc);

    private static bool SharesSet(nint distance) => distance * sizeof(TNumber) % 4096 == 0;

    // Some rows of C and some terms of their sums.
    private readonly ref struct Block<TThen>(in ProductOperands<TNumber> operands, TThen then, int row, int rows, int first, int depth, TNumber* panels)
        where TThen : struct, IProductThen<TNumber>
    {
        public readonly ref readonly ProductOperands<TNumber> Operands = ref operands;
        public readonly TThen Then = then;
        public readonly ProductWorkspace<TNumber> Workspace = ProductWorkspace<TNumber>.OfThread;
        public readonly RowTiles Tiles = new(rows, MaxTileRows(operands));
        public readonly int Row = row;
        public readonly int First = first;
        public readonly int Depth = depth;

        /// <summary>Packed panels of B for all rows; or null.</summary>
        public readonly TNumber* SharedPanels = panels;

        public bool IsLast => First + Depth == Operands.K;

        public bool Accumulate => Operands.Accumulate || First > 0;

        public TNumber* SharedPanel(int column) => SharedPanels + ((nint)column * Depth);

        // B that stays in the second-level cache without help.
        public bool IsRightSmall => Depth * Operands.Ldb * sizeof(TNumber) <= InPlaceBytes;

        /// <summary>Whether the tiles of the panel before it ask for the panel that begins at a column.</summary>
        public bool AsksForPanel(int column)
            => HasNarrowPanels && column > 0 && column + PanelWidth <= Operands.N;

        /// <summary>What the second tile asks for of the panel that begins at a column; each further tile goes on where the one before it stops.</summary>
        public TileAhead<TNumber> Ahead(int column) => new(Operands.RightAt(First, column), Operands.Ldb, Tiles.Count - 1);

        public bool ReadsRightInPlace => !Operands.TransposeB && (Tiles.Count == 1 || IsRightSmall || ReadsWidePanelsInPlace);

        // Measured: where a row of a panel is two cache lines, writing the copy costs more than reading the matrix again, unless the rows share a
        // set of the caches and many tiles read them or they lie far apart.
        private bool ReadsWidePanelsInPlace
            => !HasNarrowPanels && Depth > FewTerms
                && (!SharesSet(Operands.Ldb) || (Tiles.Count <= FewTiles && Operands.Ldb * sizeof(TNumber) <= NearRowBytes));
    }
}
