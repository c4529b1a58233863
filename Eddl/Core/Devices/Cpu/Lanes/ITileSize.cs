namespace DeepHealth.Eddl;

/// <summary>A size of a tile, known when its kernel is compiled.</summary>
internal interface ITileSize
{
    /// <summary>Rows of the tile, or registers of one row, from 1 to 12.</summary>
    static abstract int Count { get; }
}
