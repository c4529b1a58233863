namespace DeepHealth.Ecvl;

/// <summary>The colours of an image, in the order in which they are found, and the number of each pixel's colour.</summary>
internal sealed class PngColors
{
    public const int Most = 256;

    private PngColors(byte[] indices, List<uint> colors)
    {
        Indices = indices;
        Colors = colors;
    }

    /// <summary>One number for each pixel.</summary>
    public byte[] Indices { get; }

    /// <summary>Red, green, blue, opacity from the lowest byte on.</summary>
    public IReadOnlyList<uint> Colors { get; }

    /// <summary>Counts colours.</summary>
    /// <param name="image">Gapless <c>cxy</c> of 8-bit RGB or RGBA.</param>
    /// <exception cref="ImageFileException">There are more than 256.</exception>
    public static PngColors Of(Image image)
    {
        ReadOnlySpan<byte> samples = image.AsSpan<byte>();
        int step = image.ChannelCount;
        byte[] indices = new byte[samples.Length / step];
        Dictionary<uint, byte> known = [];
        List<uint> colors = [];
        for (int i = 0; i < indices.Length; i++)
        {
            ReadOnlySpan<byte> pixel = samples.Slice(i * step, step);
            uint color = pixel[0] | ((uint)pixel[1] << 8) | ((uint)pixel[2] << 16) | (step == 4 ? (uint)pixel[3] << 24 : 0xFF000000);
            if (!known.TryGetValue(color, out byte index))
            {
                if (colors.Count == Most)
                {
                    throw RasterImage.Refused(PngCodec.Name, $"a palette holds {Most} colours, the image has more: the first {i} of {indices.Length} pixels already have {Most}; write it without Palette");
                }

                index = (byte)colors.Count;
                known.Add(color, index);
                colors.Add(color);
            }

            indices[i] = index;
        }

        return new PngColors(indices, colors);
    }

    /// <summary>Fewest bits that name all colours: 1, 2, 4 or 8.</summary>
    public int Bits => Colors.Count <= 2 ? 1 : Colors.Count <= 4 ? 2 : Colors.Count <= 16 ? 4 : 8;

    /// <summary>Writes the palette, and the opacity of its entries where one is not full.</summary>
    public void Write(PngChunkWriter chunks)
    {
        byte[] palette = new byte[3 * Colors.Count];
        byte[] opacity = new byte[Colors.Count];
        int last = 0;
        for (int i = 0; i < Colors.Count; i++)
        {
            (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2], opacity[i]) = ((byte)Colors[i], (byte)(Colors[i] >> 8), (byte)(Colors[i] >> 16), (byte)(Colors[i] >> 24));
            last = opacity[i] < byte.MaxValue ? i + 1 : last;
        }

        chunks.Write("PLTE"u8, palette);
        if (last > 0)
        {
            chunks.Write("tRNS"u8, opacity.AsSpan(0, last));
        }
    }
}
