using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>The matrix product on one thread: blocks of A are packed, and each panel of B meets all of them while it is in the cache.</summary>
/// <remarks>
/// Order: block of rows, block of k, panel of B (two registers of columns), tile. A packed block of A (252 x 512 numbers at most) stays in the
/// second-level cache, a panel of B in the first and second. The first tile of each panel packs B while it computes, so B needs no pass of its own.
/// Rows are spread evenly over the tiles (100 rows are 4 tiles of 13 and 4 of 12), so no lane is wasted.
/// The blocks of k depend on k alone: with the fixed order inside the tile kernel, an element of C has the same bits whatever surrounds it.
/// </remarks>
internal static unsafe class BlockedProduct<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary>Computes the product with the workspace of the calling thread.</summary>
    /// <param name="operands">Operands; no size is 0.</param>
    public static void Run(in ProductOperands operands)
    {
        if (operands is { N: 1, Ldc: 1, M: > 1 })
        {
            // One column fills one lane of a register; as one row it fills them all.
            ProductOperands row = operands.AsRow();
            Run(row);
            return;
        }

        int rowBlock = EvenBlock(operands.M, ProductWorkspace.MaxRows);
        int depthBlock = EvenBlock(operands.K, ProductWorkspace.MaxDepth);
        for (int row = 0; row < operands.M; row += rowBlock)
        {
            int rows = Math.Min(rowBlock, operands.M - row);
            for (int first = 0; first < operands.K; first += depthBlock)
            {
                RunBlock(operands, row, rows, first, Math.Min(depthBlock, operands.K - first));
            }
        }
    }

    private static void RunBlock(in ProductOperands operands, int row, int rows, int first, int depth)
    {
        ProductWorkspace workspace = ProductWorkspace.OfThread;
        RowTiles tiles = new(rows, TRegister.TileRows);
        float* at = workspace.Left;
        for (int i = 0; i < tiles.Count; i++)
        {
            Packing<TRegister, TVector>.PackLeft(operands, row + tiles.FirstRow(i), tiles.Rows(i), first, depth, at);
            at += tiles.Rows(i) * depth;
        }

        bool accumulate = operands.Accumulate || first > 0;
        int width = 2 * TRegister.Width;
        int column = 0;
        for (; column + width <= operands.N; column += width)
        {
            float* c = operands.C + (row * operands.Ldc) + column;
            RunPanel(tiles, operands, column, first, depth, workspace, c, operands.Ldc, accumulate);
        }

        if (column < operands.N)
        {
            RunLastPanel(tiles, operands, row, column, first, depth, workspace, accumulate);
        }
    }

    // A panel of two whole registers: the tiles go straight to C.
    private static void RunPanel(
        in RowTiles tiles, in ProductOperands operands, int column, int first, int depth,
        in ProductWorkspace workspace, float* c, nint ldc, bool accumulate)
    {
        float* left = workspace.Left;
        float* panel = workspace.Panel;
        nint panelStride = 2 * TRegister.Width;
        int tile = 0;
        if (operands.TransposeB)
        {
            Packing<TRegister, TVector>.PackRight(operands, column, (int)panelStride, first, depth, panel);
        }
        else
        {
            int rows = tiles.Rows(0);
            float* b = operands.RightAt(first, column);
            if (tiles.Count == 1)
            {
                TileKernel<TRegister, TVector, TileMode.Double>.Run(rows, depth, left, b, operands.Ldb, panel, c, ldc, accumulate);
                return;
            }

            TileKernel<TRegister, TVector, TileMode.DoublePacking>.Run(rows, depth, left, b, operands.Ldb, panel, c, ldc, accumulate);
            left += rows * depth;
            c += rows * ldc;
            tile = 1;
        }

        for (; tile < tiles.Count; tile++)
        {
            int rows = tiles.Rows(tile);
            TileKernel<TRegister, TVector, TileMode.Double>.Run(rows, depth, left, panel, panelStride, panel, c, ldc, accumulate);
            left += rows * depth;
            c += rows * ldc;
        }
    }

    // The last columns, fewer than two registers: whole registers are computed into a tile of scratch, the columns that exist go to C.
    private static void RunLastPanel(
        in RowTiles tiles, in ProductOperands operands, int row, int column, int first, int depth,
        in ProductWorkspace workspace, bool accumulate)
    {
        float* left = workspace.Left;
        float* panel = workspace.Panel;
        float* scratch = workspace.Tile;
        int columns = operands.N - column;
        bool isDouble = columns > TRegister.Width;
        nint stride = isDouble ? 2 * TRegister.Width : TRegister.Width;
        Packing<TRegister, TVector>.PackRight(operands, column, columns, first, depth, panel);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            int rows = tiles.Rows(tile);
            if (isDouble)
            {
                TileKernel<TRegister, TVector, TileMode.Double>.Run(rows, depth, left, panel, stride, panel, scratch, stride, accumulate: false);
            }
            else
            {
                TileKernel<TRegister, TVector, TileMode.Single>.Run(rows, depth, left, panel, stride, panel, scratch, stride, accumulate: false);
            }

            float* c = operands.C + ((row + tiles.FirstRow(tile)) * operands.Ldc) + column;
            CopyTile(scratch, stride, rows, columns, c, operands.Ldc, accumulate);
            left += rows * depth;
        }
    }

    // Adds as the kernel does, one rounding after the whole sum of the block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyTile(float* scratch, nint stride, int rows, int columns, float* c, nint ldc, bool accumulate)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
            {
                c[j] = accumulate ? c[j] + scratch[j] : scratch[j];
            }

            scratch += stride;
            c += ldc;
        }
    }

    // Size of equal blocks (the last may be smaller by less than their number), each at most `limit`.
    private static int EvenBlock(int total, int limit)
    {
        int blocks = ((total - 1) / limit) + 1;
        return ((total - 1) / blocks) + 1;
    }
}
