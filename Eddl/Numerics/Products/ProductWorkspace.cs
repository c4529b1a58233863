namespace DeepHealth.Numerics;

/// <summary>Memory of one thread for packed operands. It is rented once per thread and lives as long as the thread.</summary>
internal readonly unsafe struct ProductWorkspace<TNumber>
    where TNumber : unmanaged
{
    /// <summary>Most rows of A that are packed at a time: 18 tiles of 14 rows or 42 of 6.</summary>
    public const int MaxRows = 252;

    private ProductWorkspace(byte* start)
    {
        Left = (TNumber*)start;
        Panel = (TNumber*)(start + ProductMemory.LeftBytes);
    }

    /// <summary>Most terms of a sum that are packed at a time: 640 in single, 320 in double precision, so that convolutions of 64 channels
    /// by nine taps pass over their result once. 252 rows of them fill two thirds of a typical second-level cache of 1 MiB.</summary>
    public static int MaxDepth => ProductMemory.RowBytes / sizeof(TNumber);

    /// <summary>The workspace of the calling thread.</summary>
    public static ProductWorkspace<TNumber> OfThread => new(ProductMemory.OfThread);

    /// <summary>Packed block of A, aligned to 64 bytes.</summary>
    public TNumber* Left { get; }

    /// <summary>Packed panel of B, aligned to 64 bytes.</summary>
    public TNumber* Panel { get; }

    /// <summary>Size of equal blocks (the last may be smaller by less than their number), each at most <paramref name="limit"/>.</summary>
    public static int EvenBlock(int total, int limit)
    {
        int blocks = ((total - 1) / limit) + 1;
        return ((total - 1) / blocks) + 1;
    }
}
