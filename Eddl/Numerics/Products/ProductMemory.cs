namespace DeepHealth.Numerics;

/// <summary>The memory behind <see cref="ProductWorkspace{TNumber}"/>, one for every type of number.</summary>
internal static unsafe class ProductMemory
{
    /// <summary>Bytes of one row of a packed block.</summary>
    public const int RowBytes = 640 * sizeof(float);

    /// <summary>Bytes of a packed block of A, with a register to spare for each row.</summary>
    public const int LeftBytes = (ProductWorkspace<float>.MaxRows * (RowBytes + (MaxPanelBytes / 2))) + Slack;

    /// <summary>Bytes in the widest panel row: two AVX-512 registers.</summary>
    public const int MaxPanelBytes = 128;

    /// <summary>Bytes of the panels of B that the parts of a large product share: 2048 columns in single, as many in double precision.</summary>
    public const int SharedBytes = (RowBytes * MaxSharedColumns) + Slack;

    /// <summary>Most columns of B in shared panels: 5 MiB of them stay in a third-level cache.</summary>
    public const int MaxSharedColumns = 2048;

    // Packing writes whole registers, so the last one may pass the end of its area.
    private const int Slack = 128;

    private const int PanelBytes = (RowBytes / sizeof(float) * MaxPanelBytes) + Slack;

    // A pool of its own: the buffers of threads are no leak that counts on the shared pool should show.
    private static readonly BufferPool s_pool = new(retainedLimit: 64L << 20);

    [ThreadStatic]
    private static PinnedBuffer? t_buffer;

    [ThreadStatic]
    private static PinnedBuffer? t_shared;

    /// <summary>The memory of the calling thread, aligned to 64 bytes.</summary>
    public static byte* OfThread => (byte*)(t_buffer ??= s_pool.Rent(LeftBytes + PanelBytes)).Address;

    /// <summary>Memory of the calling thread for what the parts of its large products share, aligned to 64 bytes.</summary>
    public static byte* SharedOfThread => (byte*)(t_shared ??= s_pool.Rent(SharedBytes)).Address;
}
