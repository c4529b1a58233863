namespace DeepHealth.Numerics;

/// <summary>Where the tiles of a block find their rows of A: packed one after the other, or in place.</summary>
internal readonly unsafe struct LeftPanels
{
    private readonly RowTiles _tiles;
    private readonly float* _start;
    private readonly nint _rowStride;
    private readonly nint _stride;

    private LeftPanels(in RowTiles tiles, float* start, nint rowStride, nint stride)
    {
        _tiles = tiles;
        _start = start;
        _rowStride = rowStride;
        _stride = stride;
    }

    /// <summary>Panels that are packed, for each k the rows of a tile side by side.</summary>
    public static LeftPanels Packed(in RowTiles tiles, float* start, int depth) => new(tiles, start, depth, 0);

    /// <summary>Rows of a matrix in place.</summary>
    /// <param name="tiles">Tiles of the block.</param>
    /// <param name="start">First number of the block.</param>
    /// <param name="lda">Distance of the stored rows.</param>
    /// <param name="transposed">Whether a stored row holds one k rather than one row.</param>
    public static LeftPanels InPlace(in RowTiles tiles, float* start, nint lda, bool transposed) => new(tiles, start, transposed ? 1 : lda, lda);

    /// <summary>First number of one tile.</summary>
    public float* At(int tile) => _start + (_tiles.FirstRow(tile) * _rowStride);

    /// <summary>The distance that the tile kernel wants to know: of the k in a packed panel, else of the stored rows.</summary>
    public nint Stride(int tile) => _stride == 0 ? _tiles.Rows(tile) : _stride;
}
