namespace DeepHealth.Numerics;

/// <summary>Memory of one thread for packed operands. It is rented once per thread and lives as long as the thread.</summary>
internal readonly unsafe struct ProductWorkspace
{
    /// <summary>Most rows of A that are packed at a time: 18 tiles of 14 rows or 42 of 6.</summary>
    public const int MaxRows = 252;

    /// <summary>Most terms of a sum that are packed at a time. 252 x 512 numbers fill half of a typical second-level cache of 1 MiB.</summary>
    public const int MaxDepth = 512;

    /// <summary>Numbers in the widest panel row: two AVX-512 registers.</summary>
    public const int MaxPanelWidth = 32;

    // Packing writes whole registers, so the last one may pass the end of its area.
    private const int Slack = 32;

    private const int LeftSize = (MaxRows * MaxDepth) + Slack;
    private const int PanelSize = (MaxDepth * MaxPanelWidth) + Slack;

    // A pool of its own: the buffers of threads are no leak that counts on the shared pool should show.
    private static readonly BufferPool s_pool = new(retainedLimit: 64L << 20);

    [ThreadStatic]
    private static PinnedBuffer? t_buffer;

    private ProductWorkspace(float* start)
    {
        Left = start;
        Panel = start + LeftSize;
    }

    /// <summary>The workspace of the calling thread.</summary>
    public static ProductWorkspace OfThread
        => new((float*)(t_buffer ??= s_pool.Rent((LeftSize + PanelSize) * sizeof(float))).Address);

    /// <summary>Packed block of A, aligned to 64 bytes.</summary>
    public float* Left { get; }

    /// <summary>Packed panel of B, aligned to 64 bytes.</summary>
    public float* Panel { get; }

    /// <summary>Size of equal blocks (the last may be smaller by less than their number), each at most <paramref name="limit"/>.</summary>
    public static int EvenBlock(int total, int limit)
    {
        int blocks = ((total - 1) / limit) + 1;
        return ((total - 1) / blocks) + 1;
    }
}
