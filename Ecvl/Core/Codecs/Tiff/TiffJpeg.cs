namespace DeepHealth.Ecvl;

/// <summary>Decodes blocks that are JPEG streams, whose tables may lie in the directory; TIFF Technical Note 2.</summary>
internal sealed class TiffJpeg(TiffFile file, TiffPage page)
{
    // A block may be longer than the image needs by the blocks of the JPEG frame.
    private const long Overhang = 64;
    private readonly ReadOnlyMemory<byte> _tables = page.Directory.Bytes(TiffTag.JpegTables);

    /// <summary>Decodes a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="data">Its stream.</param>
    /// <param name="rowBytes">Bytes from one row to the next.</param>
    /// <returns>One or two bytes for each sample, as a lane of the page has.</returns>
    public ReadOnlySpan<byte> Unpack(int block, ReadOnlyMemory<byte> data, out int rowBytes)
    {
        (int _, int left, int top) = TiffReader.Corner(page, block);
        int columns = Math.Min(page.BlockWidth, page.Width - left);
        int rows = Math.Min(page.BlockHeight, page.Height - top);

        // Pixels, and twice as much again for the coefficients of several scans.
        long most = 4 * (page.BlockWidth + Overhang) * (page.BlockHeight + Overhang) * page.BlockSamples * TiffLanes.BytesFor(page.Bits);
        CodedPixels pixels = JpegDecoder.Decode(Whole(data), file.Source.Name, page.Photometric == TiffPage.YCbCr, most);
        if (pixels.Width < columns || pixels.Height < rows || pixels.Components != page.BlockSamples || pixels.BytesPerSample != TiffLanes.BytesFor(page.Bits))
        {
            throw file.Fault($"block {block} at offset {page.Offsets[block]} is a JPEG image of {pixels.Width} x {pixels.Height} pixels of {pixels.Components} samples with {pixels.Bits} bits, "
                + $"the page needs {columns} x {rows} of {page.BlockSamples} with {page.Bits}.");
        }

        rowBytes = pixels.Width * pixels.Components * pixels.BytesPerSample;
        return pixels.Samples.Span;
    }

    // The tables without their end mark, then the stream without its begin mark.
    private ReadOnlyMemory<byte> Whole(ReadOnlyMemory<byte> data)
        => _tables.Length > 4 && data.Length > 2 ? (byte[])[.. _tables.Span[..^2], .. data.Span[2..]] : data;
}
