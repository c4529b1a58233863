namespace DeepHealth.Eddl;

/// <summary>How the rows of a product are split into tiles of nearly equal height.</summary>
/// <param name="Rows">Rows in all.</param>
/// <param name="Count">Number of tiles.</param>
internal readonly record struct RowTiles(int Rows, int Count)
{
    /// <summary>The split for the tile kernel of this processor.</summary>
    public static RowTiles Of(int rows)
        => new(rows, (rows + ConvolutionLoops.TileRows - 1) / ConvolutionLoops.TileRows);

    /// <summary>First row of a tile; of tile <see cref="Count"/>: the number of rows.</summary>
    public int Start(int tile) => (int)((long)tile * Rows / Count);
}
