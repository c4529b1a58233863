namespace DeepHealth.Numerics;

/// <summary>Products so large that B is packed once for all parts rather than again for each block of rows.</summary>
/// <remarks>Order: block of columns, block of k; all threads pack the panels of B, which then are in the third-level cache; all threads multiply
/// blocks of rows with them. The blocks of k are those of every product, so the bits are the same.</remarks>
internal static unsafe class LargeProduct
{
    // Fewer rows, columns or terms do not make up for a packing pass.
    private const int MinRows = 768;
    private const int MinColumns = 512;
    private const int MinTerms = 256;

    // Measured: while a smaller B stays in the third-level cache, the first tiles of a part pack it on their way; a transposed one has no such way.
    private const long MinRightBytes = 12 << 20;

    // Rows of a part: half of what a thread packs of A at most, so that both it and a group of panels stay in the second-level cache.
    private const int PartRows = 128;

    // Parts have so many columns that packing A for them shows little.
    private const int MinPartColumns = 512;

    /// <summary>Whether a product is large.</summary>
    public static bool Suits<TNumber>(in ProductOperands<TNumber> operands)
        where TNumber : unmanaged
        => operands is { M: >= MinRows, N: >= MinColumns, K: >= MinTerms }
            && (operands.TransposeB || (long)operands.K * operands.N * sizeof(TNumber) >= MinRightBytes);

    /// <summary>Computes a large product.</summary>
    /// <param name="team">Threads; null for the calling one alone.</param>
    /// <param name="operands">Operands.</param>
    /// <param name="path">The numbers' arithmetic.</param>
    public static void Run<TNumber, TPath>(WorkerTeam? team, in ProductOperands<TNumber> operands, TPath path)
        where TNumber : unmanaged
        where TPath : struct, IProductPath<TNumber>
    {
        TNumber* panels = (TNumber*)ProductMemory.SharedOfThread;
        int depthBlock = ProductWorkspace<TNumber>.EvenBlock(operands.K, ProductWorkspace<TNumber>.MaxDepth);
        for (int column = 0; column < operands.N; column += ProductMemory.MaxSharedColumns)
        {
            int columns = Math.Min(ProductMemory.MaxSharedColumns, operands.N - column);
            ProductOperands<TNumber> block = operands.Block(0, operands.M, column, columns);
            ProductParts packing = ProductParts.Panels(block.M, columns);
            ProductParts products = ProductParts.Blocks(block.M, columns, PartRows, MinPartColumns, ProductParts.Usual(team?.Threads ?? 1));
            for (int first = 0; first < operands.K; first += depthBlock)
            {
                int depth = Math.Min(depthBlock, operands.K - first);
                RunStep(team, block, packing, path, new ProductStep<TNumber>(panels, first, depth, isPacking: true));
                RunStep(team, block, products, path, new ProductStep<TNumber>(panels, first, depth, isPacking: false));
            }
        }
    }

    private static void RunStep<TNumber, TPath>(
        WorkerTeam? team, in ProductOperands<TNumber> operands, in ProductParts parts, TPath path, in ProductStep<TNumber> step)
        where TNumber : unmanaged
        where TPath : struct, IProductPath<TNumber>
    {
        ProductJob<TNumber, TPath> job = new(operands, parts, path, step);
        if (team is not null)
        {
            team.Run(ref job, parts.Count);
            return;
        }

        for (int part = 0; part < parts.Count; part++)
        {
            job.Execute(part);
        }
    }
}
