namespace DeepHealth.Ecvl;

/// <summary>Decodes blocks that are pictures of a format of their own.</summary>
internal abstract class TiffPictures(TiffFile file, TiffPage page)
{
    // A block may be longer than the image needs by the blocks of a JPEG frame.
    private const long Overhang = 64;

    protected TiffFile File => file;

    protected TiffPage Page => page;

    /// <summary>Decodes a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="data">Its stream.</param>
    /// <param name="rowBytes">Bytes from one row to the next.</param>
    /// <returns>One or two bytes for each sample, as a lane of the page has, from the first pixel of the block on.</returns>
    public ReadOnlySpan<byte> Unpack(int block, ReadOnlyMemory<byte> data, out int rowBytes)
    {
        (int _, int left, int top) = TiffReader.Corner(page, block);
        int columns = Math.Min(page.BlockWidth, page.Width - left);
        int rows = Math.Min(page.BlockHeight, page.Height - top);
        CodedPixels pixels = Decode(block, data, out bool isWholePage);
        (left, top) = isWholePage ? (left, top) : (0, 0);
        if (pixels.Width < left + columns || pixels.Height < top + rows || pixels.Components != page.BlockSamples || pixels.BytesPerSample != TiffLanes.BytesFor(page.Bits))
        {
            throw file.Fault($"block {block} at offset {page.Offsets[block]} is a picture of {pixels.Width} x {pixels.Height} pixels of {pixels.Components} samples with {pixels.Bits} bits, "
                + $"the page needs {left + columns} x {top + rows} of {page.BlockSamples} with {page.Bits}.");
        }

        int pixelBytes = pixels.Components * pixels.BytesPerSample;
        rowBytes = pixels.Width * pixelBytes;
        return pixels.Samples.Span[((top * rowBytes) + (left * pixelBytes))..];
    }

    /// <summary>Decodes the stream of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="data">The stream.</param>
    /// <param name="isWholePage">Whether the picture is that of all blocks.</param>
    protected abstract CodedPixels Decode(int block, ReadOnlyMemory<byte> data, out bool isWholePage);

    /// <summary>Most bytes that a decoder may take for a picture: the pixels, and three times as much for the coefficients of several scans.</summary>
    protected long MostBytes(int width, int height) => 4 * (width + Overhang) * (height + Overhang) * page.BlockSamples * TiffLanes.BytesFor(page.Bits);
}
