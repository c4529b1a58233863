namespace DeepHealth.Ecvl;

/// <summary>Makes the headers of a JPEG stream from the fields of a directory; TIFF 6.0 section 22.</summary>
internal static class TiffJpegTables
{
    private const int Baseline = 1;
    private const int MostComponents = 4;

    /// <summary>Tables, frame and scan for a block of one plane, or of all samples.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">Its page.</param>
    /// <param name="plane">The sample whose blocks they are; 0 where a block holds all.</param>
    public static TiffJpegParts Of(TiffFile file, TiffPage page, int plane)
    {
        long process = page.Directory.Integer(TiffTag.JpegProc, Baseline);
        if (process != Baseline || page.BlockSamples > MostComponents || page.BlockWidth > ushort.MaxValue || page.Bits != 8)
        {
            throw file.Fault($"JPEGProc (512) is {process} for {page.BlockSamples} samples of {page.Bits} bits in blocks {page.BlockWidth} wide; with tables in the directory only baseline (1) with at most {MostComponents} samples of 8 bits and {ushort.MaxValue} columns is supported.");
        }

        TiffJpegParts parts = new();
        List<byte> frame = [8, 0, 0, (byte)(page.BlockWidth >> 8), (byte)page.BlockWidth, (byte)page.BlockSamples];
        List<byte> scan = [(byte)page.BlockSamples];
        (int x, int y) = Sampling(file, page);
        for (int i = 0; i < page.BlockSamples; i++)
        {
            int sample = plane + i;
            parts.Add(JpegMarker.QuantizationTables, [(byte)i, .. Table(file, page, TiffTag.JpegQTables, sample, 64)]);
            parts.Add(JpegMarker.HuffmanTables, [(byte)i, .. Codes(file, page, TiffTag.JpegDcTables, sample)]);
            parts.Add(JpegMarker.HuffmanTables, [(byte)(0x10 | i), .. Codes(file, page, TiffTag.JpegAcTables, sample)]);
            frame.AddRange([(byte)(i + 1), (byte)(i == 0 ? (x << 4) | y : 0x11), (byte)i]);
            scan.AddRange([(byte)(i + 1), (byte)((i << 4) | i)]);
        }

        long interval = page.Directory.Integer(TiffTag.JpegRestartInterval, 0);
        if (interval is > 0 and <= ushort.MaxValue)
        {
            parts.Add(JpegMarker.RestartInterval, [(byte)(interval >> 8), (byte)interval]);
        }

        parts.Add(JpegMarker.Baseline, frame.ToArray());
        parts.Add(JpegMarker.Scan, [.. scan, 0, 63, 0]);
        return parts;
    }

    // Colours are stored for 2 x 2 pixels where the field is missing.
    private static (int X, int Y) Sampling(TiffFile file, TiffPage page)
    {
        if (page.Photometric != TiffPage.YCbCr || page.BlockSamples == 1)
        {
            return (1, 1);
        }

        long[] stated = page.Directory.Integers(TiffTag.YCbCrSubSampling);
        return stated.Length < 2 ? (2, 2)
            : stated[0] is 1 or 2 or 4 && stated[1] is 1 or 2 or 4 ? ((int)stated[0], (int)stated[1])
            : throw file.Fault($"the field YCbCrSubSampling (530) is {stated[0]}, {stated[1]}; its values are 1, 2 or 4.");
    }

    // The numbers of codes of 1 to 16 bits, then as many symbols.
    private static ReadOnlySpan<byte> Codes(TiffFile file, TiffPage page, TiffTag tag, int sample)
    {
        int symbols = 0;
        foreach (byte count in Table(file, page, tag, sample, 16))
        {
            symbols += count;
        }

        return Table(file, page, tag, sample, 16 + symbols);
    }

    private static ReadOnlySpan<byte> Table(TiffFile file, TiffPage page, TiffTag tag, int sample, int bytes)
    {
        long[] offsets = page.Directory.Integers(tag);
        return sample < offsets.Length
            ? file.Slice(offsets[sample], bytes, $"the table {sample} of the field {tag} ({(int)tag})").Span
            : throw file.Fault($"the field {tag} ({(int)tag}) has {offsets.Length} offsets, the page has {page.Samples} samples; old JPEG (Compression 6) needs a table for each, or a stream that holds its tables.");
    }
}
