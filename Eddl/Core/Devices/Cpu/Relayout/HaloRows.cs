namespace DeepHealth.Eddl;

/// <summary>The rows of a channels-last memory in the order in which they lie there, halo rows among them, spread over parts of about
/// <see cref="CpuKernels.BlockSize"/> floats.</summary>
internal readonly struct HaloRows
{
    private readonly int _depth;
    private readonly int _height;
    private readonly int _depthBefore;
    private readonly int _heightBefore;
    private readonly int _paddedDepth;
    private readonly int _paddedHeight;
    private readonly int _count;
    private readonly int _perPart;

    /// <summary>Numbers the rows of a format.</summary>
    public HaloRows(ChannelsLast format)
    {
        _depth = format.Depth;
        _height = format.Height;
        _depthBefore = format.DepthHalo.Before;
        _heightBefore = format.HeightHalo.Before;
        _paddedDepth = _depthBefore + _depth + format.DepthHalo.After;
        _paddedHeight = _heightBefore + _height + format.HeightHalo.After;
        _count = format.Batch * _paddedDepth * _paddedHeight;
        _perPart = Math.Max(1, CpuKernels.BlockSize / Math.Max(1, format.RowPitch));
    }

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => (_count + _perPart - 1) / _perPart;

    /// <summary>First row of a part.</summary>
    public int Start(int part) => part * _perPart;

    /// <summary>Row after the last of a part.</summary>
    public int End(int part) => Math.Min((part + 1) * _perPart, _count);

    /// <summary>Which row of the tensor, numbered through <c>[N, D, H]</c>, lies there; -1 for a row of the halo.</summary>
    public int Inner(int row)
    {
        (int slice, int h) = Math.DivRem(row, _paddedHeight);
        (int n, int d) = Math.DivRem(slice, _paddedDepth);
        d -= _depthBefore;
        h -= _heightBefore;
        return (uint)d < (uint)_depth && (uint)h < (uint)_height ? (((n * _depth) + d) * _height) + h : -1;
    }
}
