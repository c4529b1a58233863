namespace DeepHealth.Numerics;

/// <summary>The products of <see cref="PackedOperand"/> with one kind of register.</summary>
/// <remarks>Order in memory and of computation: block of k, panel, k. A panel (80 KiB at most) meets all tiles of rows while it is in the
/// first-level cache; rows of A are read in place.</remarks>
internal static unsafe class PackedProduct<TRegister, TVector>
    where TRegister : struct, IProductRegister<float, TVector>
    where TVector : struct
{
    private static int PanelWidth => 2 * TRegister.Width;

    /// <summary>Packs B into panels of two registers; the last panel is filled up.</summary>
    public static void Pack(bool transposed, int n, int k, float* b, nint ldb, float* panels)
    {
        ProductOperands<float> operands = new(false, transposed, 1, n, k, null, 0, b, ldb, null, 0, false);
        int depthBlock = ProductWorkspace<float>.EvenBlock(k, ProductWorkspace<float>.MaxDepth);
        for (int first = 0; first < k; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, k - first);
            Packing<TRegister, float, TVector>.PackPanels(operands, first, depth, panels);
            panels += (nint)(((n - 1) / PanelWidth) + 1) * PanelWidth * depth;
        }
    }

    /// <summary>Computes a product with packed panels.</summary>
    public static void Run(int m, int n, int k, float* a, nint lda, float* panels, float* c, nint ldc, bool accumulate)
    {
        RowTiles tiles = new(m, BlockedProduct<TRegister, float, TVector>.TileRows);
        int depthBlock = ProductWorkspace<float>.EvenBlock(k, ProductWorkspace<float>.MaxDepth);
        for (int first = 0; first < k; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, k - first);
            int column = 0;
            for (; column + PanelWidth <= n; column += PanelWidth)
            {
                RunPanel<TileMode.Double>(tiles, depth, a + first, lda, panels, PanelWidth, c + column, ldc, PanelWidth, accumulate);
                panels += depth * PanelWidth;
            }

            if (n - column > TRegister.Width)
            {
                RunPanel<TileMode.DoubleMasked>(tiles, depth, a + first, lda, panels, PanelWidth, c + column, ldc, n - column, accumulate);
                panels += depth * PanelWidth;
            }
            else if (column < n)
            {
                RunPanel<TileMode.SingleMasked>(tiles, depth, a + first, lda, panels, TRegister.Width, c + column, ldc, n - column, accumulate);
                panels += depth * PanelWidth;
            }

            accumulate = true;
        }
    }

    private static void RunPanel<TMode>(
        in RowTiles tiles, int depth, float* a, nint lda, float* panel, nint width, float* c, nint ldc, int columns, bool accumulate)
        where TMode : struct, ITileMode
    {
        int count = tiles.Count;
        for (int tile = 0; tile < count; tile++)
        {
            int rows = tiles.Rows(tile);
            TileKernel<TRegister, float, TVector, TileLeft.Strided, TMode>.Run(
                rows, depth, a, lda, panel, width, null, c, ldc, columns, accumulate, null);
            a += rows * lda;
            c += rows * ldc;
        }
    }
}
