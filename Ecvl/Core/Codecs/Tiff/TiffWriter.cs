namespace DeepHealth.Ecvl;

/// <summary>Writes one TIFF file: header, then for each page its directory, the values of its fields, and its blocks.</summary>
/// <remarks>The blocks of a page are packed in memory first, so that all offsets are known and the stream is written forwards only.</remarks>
internal sealed class TiffWriter
{
    private const int StripBytes = 1 << 16;

    // LZW makes noise longer by up to a half.
    private const long BigFrom = uint.MaxValue / 8L * 5;
    private readonly Stream _destination;
    private readonly TiffWriteOptions _options;

    public TiffWriter(Stream destination, TiffWriteOptions options)
    {
        if (!Enum.IsDefined(options.Compression) || options.TileSize is < 0 or > 1 << 15 || options.TileSize % 16 != 0)
        {
            throw RasterImage.Refused(TiffCodec.Name, $"the options name compression {options.Compression} and tiles of {options.TileSize}; known are {string.Join(", ", Enum.GetNames<TiffCompression>())}, and 0 or a multiple of 16 up to {1 << 15}");
        }

        _destination = destination;
        _options = options;
    }

    /// <summary>Writes images, one behind the other; each slice along <c>z</c> is a page.</summary>
    public void Write(IReadOnlyList<Image> images)
    {
        Image[] stacks = [.. images.Select(Stack)];
        bool isBig = _options.IsBig || stacks.Sum(stack => (double)stack.SampleCount * stack.PixelType.ByteCount()) > BigFrom;
        WriteHeader(isBig);
        long position = isBig ? 16 : 8;
        for (int i = 0; i < stacks.Length; i++)
        {
            Image stack = stacks[i];
            (double X, double Y) perMetre = PixelDensity.PerMetre(stack);
            for (int z = 0; z < stack.Depth; z++)
            {
                Image page = stack.Crop('z', z..(z + 1)).Permute("cxy");
                page = page.IsContiguous ? page : page.Copy();
                position = WritePage(page, perMetre, position, isBig, i == stacks.Length - 1 && z == stack.Depth - 1);
                GC.KeepAlive(page);
            }
        }
    }

    private static Image Stack(Image image)
    {
        if (image.Color is ColorType.Hsv or ColorType.YCbCr or ColorType.Lab)
        {
            throw RasterImage.Refused(TiffCodec.Name, $"the colour type {image.Color} cannot be stored; use ToColor({nameof(ColorType)}.{ColorType.Rgb})");
        }

        return (image.Color == ColorType.Bgr ? image.ToColor(ColorType.Rgb) : image).Permute("cxyz");
    }

    private void WriteHeader(bool isBig)
    {
        _destination.Write("II"u8);
        _destination.Write(isBig ? [43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0] : (ReadOnlySpan<byte>)[42, 0, 8, 0, 0, 0]);
    }

    private long WritePage(Image page, (double X, double Y) perMetre, long position, bool isBig, bool isLast)
    {
        bool tiled = _options.TileSize > 0;
        bool mask = page.PixelType == PixelType.Bool && page.ChannelCount == 1;
        int pixelBytes = page.ChannelCount * page.PixelType.ByteCount();
        long lineBytes = mask ? (page.Width + 7) / 8 : (long)page.Width * pixelBytes;
        int rows = tiled ? _options.TileSize : (int)Math.Clamp(StripBytes / lineBytes, 1, page.Height);
        int columns = tiled ? _options.TileSize : page.Width;
        TiffPacker packer = new(page, columns, rows, mask, _options);
        List<byte[]> blocks = packer.Pack();
        TiffFieldWriter fields = new(isBig);
        Describe(fields, page, mask);
        fields.Add(TiffTag.Compression, 3, (long)_options.Compression);
        if (packer.Predictor > 1)
        {
            fields.Add(TiffTag.Predictor, 3, packer.Predictor);
        }

        if (tiled)
        {
            fields.Add(TiffTag.TileWidth, 4, columns);
            fields.Add(TiffTag.TileLength, 4, rows);
        }
        else
        {
            fields.Add(TiffTag.RowsPerStrip, 4, rows);
        }

        TiffMetadataWriter.Write(fields, page.Metadata, perMetre);
        TiffTag offsets = tiled ? TiffTag.TileOffsets : TiffTag.StripOffsets;
        fields.Add(tiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts, isBig ? 16 : 4, [.. blocks.Select(block => (long)block.Length)]);
        fields.Add(offsets, isBig ? 16 : 4, new long[blocks.Count]);

        // The sizes of all fields are known now, so the places of the blocks are.
        long start = position + fields.Bytes;
        long[] places = new long[blocks.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = start;
            start += (blocks[i].Length + 1) & ~1;
        }

        fields.Add(offsets, isBig ? 16 : 4, places);
        fields.Write(_destination, position, isLast ? 0 : start);
        foreach (byte[] block in blocks)
        {
            _destination.Write(block);
            _destination.Write(new byte[block.Length & 1]);
        }

        return start;
    }

    private static void Describe(TiffFieldWriter fields, Image page, bool mask)
    {
        bool isFloat = page.PixelType.IsFloat();
        bool signed = page.PixelType is PixelType.Int8 or PixelType.Int16 or PixelType.Int32 or PixelType.Int64;
        int channels = page.ChannelCount;
        long[] Repeated(long value) => [.. Enumerable.Repeat(value, channels)];
        ColorType color = page.Color;
        int photometric = color switch
        {
            ColorType.Rgb or ColorType.Rgba => TiffPage.Rgb,
            ColorType.Cmyk => TiffPage.Separated,
            ColorType.None when channels == 3 && page.PixelType == PixelType.UInt8 => TiffPage.Rgb,
            _ => TiffPage.BlackIsZero,
        };
        bool opacity = color is ColorType.Rgba or ColorType.GrayAlpha;
        int colors = photometric switch { TiffPage.Rgb => 3, TiffPage.Separated => 4, _ => 1 };
        fields.Add(TiffTag.NewSubfileType, 4, 0);
        fields.Add(TiffTag.ImageWidth, 4, page.Width);
        fields.Add(TiffTag.ImageLength, 4, page.Height);
        fields.Add(TiffTag.BitsPerSample, 3, Repeated(mask ? 1 : 8 * page.PixelType.ByteCount()));
        fields.Add(TiffTag.SamplesPerPixel, 3, channels);
        fields.Add(TiffTag.SampleFormat, 3, Repeated(isFloat ? 3 : signed ? 2 : 1));
        fields.Add(TiffTag.Photometric, 3, photometric);
        fields.Add(TiffTag.PlanarConfiguration, 3, 1);
        if (channels > colors)
        {
            // 2: opacity that is not multiplied into the colours; 0: nobody knows.
            fields.Add(TiffTag.ExtraSamples, 3, [.. Enumerable.Repeat(opacity ? 2L : 0L, channels - colors)]);
        }
    }
}
