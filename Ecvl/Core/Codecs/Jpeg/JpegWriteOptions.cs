namespace DeepHealth.Ecvl;

/// <summary>How JPEG files are written: gray as it is, colours as YCbCr.</summary>
/// <param name="Quality">1 … 100, as libjpeg scales the tables of T.81, annex K; 100 is not without loss. Use PNG or <see cref="JpegLosslessEncoder"/> for that.</param>
/// <param name="Subsampling">How many samples of the colour differences are stored.</param>
/// <param name="Progressive">Writes coarse to fine in several scans.</param>
/// <param name="OptimizeCode">Makes the shortest Huffman codes in place of the usual ones; always so for progressive and 12-bit files.</param>
/// <param name="RestartInterval">Units between restart markers, 0 … 65535; 0 writes none. A unit is a block of 8 or 16 pixels a side, by the subsampling.</param>
public sealed record JpegWriteOptions(
    int Quality = 90,
    JpegSubsampling Subsampling = JpegSubsampling.Both,
    bool Progressive = false,
    bool OptimizeCode = true,
    int RestartInterval = 0) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public JpegWriteOptions()
        : this(90)
    {
    }

    /// <inheritdoc/>
    public override string Format => JpegCodec.Name;
}
