namespace DeepHealth.Ecvl;

/// <summary>One component of a frame: its sampling, its tables, and what scans have decoded of it.</summary>
internal sealed class JpegComponent
{
    public required byte Id { get; init; }

    /// <summary>Samples along x per unit of the most finely sampled component's factor.</summary>
    public required int H { get; init; }

    /// <summary>As <see cref="H"/>, along y.</summary>
    public required int V { get; init; }

    public required int QuantizationSelector { get; init; }

    /// <summary>Samples along x that the picture needs.</summary>
    public int Width { get; private set; }

    /// <summary>Samples along y that the picture needs.</summary>
    public int Height { get; private set; }

    /// <summary>Blocks along x that hold them.</summary>
    public int BlocksWide => (Width + 7) / 8;

    /// <summary>Blocks along y that hold them.</summary>
    public int BlocksHigh => (Height + 7) / 8;

    /// <summary>Blocks along x of whole minimum coded units.</summary>
    public int StoredBlocksWide { get; private set; }

    /// <summary>Blocks along y of whole minimum coded units.</summary>
    public int StoredBlocksHigh { get; private set; }

    /// <summary>Steps in the order of a block; zeros until the first scan of the component, which decides them.</summary>
    public short[] Quantization { get; } = GC.AllocateArray<short>(64, pinned: true);

    /// <summary>Whether a scan has been there.</summary>
    public bool IsScanned { get; set; }

    /// <summary>Last DC value, or in a lossless scan unused.</summary>
    public int Prediction { get; set; }

    /// <summary>Codes of the current scan.</summary>
    public JpegHuffmanTable? Dc { get; set; }

    /// <summary>As <see cref="Dc"/>, for the rest of a block.</summary>
    public JpegHuffmanTable? Ac { get; set; }

    /// <summary>Tables of an arithmetic-coded scan.</summary>
    public int DcNumber { get; set; }

    /// <summary>As <see cref="DcNumber"/>, for the rest of a block.</summary>
    public int AcNumber { get; set; }

    /// <summary>What the last DC difference is for the next one in an arithmetic-coded scan.</summary>
    public int DcContext { get; set; }

    public void SetSize(int width, int height, int mostH, int mostV)
    {
        Width = (int)((((long)width * H) + mostH - 1) / mostH);
        Height = (int)((((long)height * V) + mostV - 1) / mostV);
        StoredBlocksWide = ((width + (8 * mostH) - 1) / (8 * mostH)) * H;
        StoredBlocksHigh = ((height + (8 * mostV) - 1) / (8 * mostV)) * V;
    }
}
