namespace DeepHealth.Eddl;

/// <summary>The rows of cells of a pooling's inputs or outputs, cut into parts of about one block.</summary>
/// <param name="batch">Samples.</param>
/// <param name="depth">Rows' positions along D.</param>
/// <param name="height">Rows' positions along H.</param>
/// <param name="rowWork">Elements that one row handles.</param>
internal readonly struct PoolRows(int batch, int depth, int height, long rowWork)
{
    private readonly int _depth = depth;
    private readonly int _height = height;
    private readonly int _count = batch * depth * height;
    private readonly int _perPart = (int)Math.Max(1, CpuKernels.BlockSize / Math.Max(1, rowWork));

    /// <summary>Number of parts.</summary>
    public int Parts => (_count + _perPart - 1) / _perPart;

    /// <summary>Where a row lies.</summary>
    public (int Sample, int Depth, int Height) this[int row]
        => (row / _height / _depth, row / _height % _depth, row % _height);

    /// <summary>First row of a part.</summary>
    public int First(int part) => part * _perPart;

    /// <summary>Row after the last of a part.</summary>
    public int End(int part) => Math.Min((part + 1) * _perPart, _count);
}
