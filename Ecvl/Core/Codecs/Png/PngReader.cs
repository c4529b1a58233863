using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>Decodes the pixels of a PNG file, row by row.</summary>
internal sealed class PngReader(ImageSource source, PngFile file)
{
    // Deflate packs at most 258 bytes into 2 bits: 1032 to 1.
    private const long MostExpansion = 1032;

    private readonly PngHeader _header = file.Header;

    public Image Read(ImageReadOptions options)
    {
        if (_header.Kind == PngHeader.Palette && file.Palette.IsEmpty)
        {
            throw Fault("colour type 3 needs the chunk PLTE before the end, which is missing.");
        }

        bool alpha = !file.Transparency.IsEmpty || _header.Kind is 4 or 6;
        bool gray = _header.Kind is 0 or 4;
        ColorType color = gray ? (alpha ? ColorType.GrayAlpha : ColorType.Gray) : alpha ? ColorType.Rgba : ColorType.Rgb;
        PixelType type = _header.Depth == 16 ? PixelType.UInt16 : PixelType.UInt8;
        int pixelBytes = color.ChannelCount() * type.ByteCount();
        options.Check(source, PngCodec.Name, _header.Width, _header.Height, pixelBytes);
        ReadOnlyMemory<byte> compressed = file.Compressed();
        CheckRoom(compressed.Length);
        Image image = RasterImage.Create(_header.Width, _header.Height, type, color);
        foreach ((string key, object value) in file.Metadata)
        {
            image.Metadata.Set(key, value);
        }

        if (_header.Depth < 8)
        {
            image.Metadata.Set(ImageMetadata.BitsPerSample, (long)_header.Depth);
        }

        try
        {
            using ZLibStream stream = new(ImageSource.Open(compressed), CompressionMode.Decompress);
            PngSamples samples = new(source, file, color);
            foreach (PngPass pass in PngPass.Of(_header))
            {
                ReadPass(stream, pass, samples, image, pixelBytes);
            }

            // Going on to the end makes the decoder compare the checksum of all rows.
            stream.ReadByte();
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw Fault($"the pixel data cannot be unpacked: {error.Message}", error);
        }

        GC.KeepAlive(image);
        return PixelDensity.Located(image);
    }

    private void CheckRoom(long compressed)
    {
        decimal needed = 0;
        foreach (PngPass pass in PngPass.Of(_header))
        {
            needed += (decimal)pass.Height * (_header.RowBytes(pass.Width) + 1);
        }

        if (needed > (compressed * MostExpansion) + MostExpansion || _header.RowBytes(_header.Width) >= int.MaxValue)
        {
            throw Fault($"{_header.Width} x {_header.Height} pixels unpack to {needed} bytes, which {compressed} bytes of pixel data cannot hold.");
        }
    }

    private unsafe void ReadPass(ZLibStream stream, PngPass pass, PngSamples samples, Image image, int pixelBytes)
    {
        int rowBytes = (int)_header.RowBytes(pass.Width);
        byte[] row = new byte[rowBytes + 1];
        byte[] above = new byte[rowBytes + 1];
        byte[] spread = new byte[pass.StepX == 1 ? 0 : pass.Width * pixelBytes];
        for (int y = 0; y < pass.Height; y++)
        {
            int got = stream.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
            if (got < row.Length)
            {
                throw Fault($"the pixel data ends in row {y} of {pass.Height}, after {got} of {row.Length} bytes.");
            }

            if (row[0] > 4)
            {
                throw Fault($"row {y} states filter {row[0]}, known are 0 … 4.");
            }

            PngFilters.Undo((PngFilter)row[0], row.AsSpan(1), above.AsSpan(1), _header.FilterStep);
            byte* line = (byte*)image.Address + ((long)(pass.Y + (y * pass.StepY)) * image.Width * pixelBytes);
            if (pass.StepX == 1)
            {
                samples.Unpack(row.AsSpan(1), new Span<byte>(line, pass.Width * pixelBytes), pass.Width);
            }
            else
            {
                samples.Unpack(row.AsSpan(1), spread, pass.Width);
                for (int x = 0; x < pass.Width; x++)
                {
                    spread.AsSpan(x * pixelBytes, pixelBytes).CopyTo(new Span<byte>(line + ((long)(pass.X + (x * pass.StepX)) * pixelBytes), pixelBytes));
                }
            }

            (row, above) = (above, row);
        }
    }

    private ImageFileException Fault(string fault, Exception? inner = null) => source.Fault(PngCodec.Name, fault, inner);
}
