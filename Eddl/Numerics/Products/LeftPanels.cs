namespace DeepHealth.Numerics;

/// <summary>Where the tiles of a block find their rows of A: packed one tile after the other, or in place.</summary>
internal readonly unsafe struct LeftPanels<TNumber>
    where TNumber : unmanaged
{
    private readonly TNumber* _start;
    private readonly nint _rowStride;
    private readonly nint _stride;

    private LeftPanels(TNumber* start, nint rowStride, nint stride)
    {
        _start = start;
        _rowStride = rowStride;
        _stride = stride;
    }

    /// <summary>Panels that are packed, for each k the rows of a tile side by side.</summary>
    /// <param name="start">First number of the first panel.</param>
    /// <param name="rowNumbers">Numbers of a panel per row: those of its k, and a register for what packing writes past the panel's end.</param>
    public static LeftPanels<TNumber> Packed(TNumber* start, int rowNumbers) => new(start, rowNumbers, 0);

    /// <summary>Rows of a matrix in place.</summary>
    /// <param name="start">First number of the block.</param>
    /// <param name="lda">Distance of the stored rows.</param>
    /// <param name="transposed">Whether a stored row holds one k rather than one row.</param>
    public static LeftPanels<TNumber> InPlace(TNumber* start, nint lda, bool transposed) => new(start, transposed ? 1 : lda, lda);

    /// <summary>First number of the tile that begins at a row of the block.</summary>
    public TNumber* At(int row) => _start + (row * _rowStride);

    /// <summary>The distance that the kernel of a tile of some rows wants to know: of the k in a packed panel, else of the stored rows.</summary>
    public nint Stride(int rows) => _stride == 0 ? rows : _stride;
}
