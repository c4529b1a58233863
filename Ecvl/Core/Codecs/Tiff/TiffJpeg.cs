namespace DeepHealth.Ecvl;

/// <summary>Decodes blocks that are JPEG streams, whose tables may lie in the directory; TIFF Technical Note 2.</summary>
internal sealed class TiffJpeg(TiffFile file, TiffPage page) : TiffPictures(file, page)
{
    private readonly ReadOnlyMemory<byte> _tables = page.Directory.Bytes(TiffTag.JpegTables);

    /// <inheritdoc/>
    protected override CodedPixels Decode(int block, ReadOnlyMemory<byte> data, out bool isWholePage)
    {
        isWholePage = false;
        return JpegDecoder.Decode(Whole(data), File.Source.Name, Page.Photometric == TiffPage.YCbCr, MostBytes(Page.BlockWidth, Page.BlockHeight));
    }

    // The tables without their end mark, then the stream without its begin mark.
    private ReadOnlyMemory<byte> Whole(ReadOnlyMemory<byte> data)
        => _tables.Length > 4 && data.Length > 2 ? (byte[])[.. _tables.Span[..^2], .. data.Span[2..]] : data;
}
