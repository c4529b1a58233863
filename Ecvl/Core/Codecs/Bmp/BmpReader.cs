using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Decodes the pixels of a BMP file.</summary>
internal sealed class BmpReader(ImageSource source, BmpHeader header)
{
    public Image Read(ImageReadOptions options)
    {
        bool indexed = header.Bits <= 8;
        bool gray = indexed && IsGray();
        bool alpha = !indexed && header.Channels[3].Bits != 0;
        ColorType color = gray ? ColorType.Gray : alpha ? ColorType.Rgba : ColorType.Rgb;
        options.Check(source, BmpCodec.Name, header.Width, header.Height, color.ChannelCount());
        ReadOnlySpan<byte> data = source.Data.Span[header.PixelOffset..];
        bool runs = header.Compression is BmpHeader.RunLength4 or BmpHeader.RunLength8;
        long rowBytes = (((long)header.Width * header.Bits) + 31) / 32 * 4;
        CheckRoom(data.Length, rowBytes, runs);
        byte[] indices = runs ? new BmpRunLength(source, header).Decode() : [];
        Image image = RasterImage.Create(header.Width, header.Height, PixelType.UInt8, color);
        Span<byte> samples = image.AsSpan<byte>();
        byte[] unpacked = new byte[indexed && !runs ? header.Width : 0];
        int perRow = header.Width * color.ChannelCount();
        for (int row = 0; row < header.Height; row++)
        {
            int stored = header.TopDown ? row : header.Height - 1 - row;
            Span<byte> line = samples.Slice(row * perRow, perRow);
            if (!indexed)
            {
                Direct(data[(int)(stored * rowBytes)..], line, alpha);
                continue;
            }

            if (!runs)
            {
                Unpack(data[(int)(stored * rowBytes)..], unpacked);
            }

            Look(runs ? indices.AsSpan(stored * header.Width, header.Width) : unpacked, line, gray, row);
        }

        AddMetadata(image);
        return image;
    }

    private void CheckRoom(int available, long rowBytes, bool runs)
    {
        // The padding of the last row may be missing.
        long needed = (rowBytes * (header.Height - 1)) + ((((long)header.Width * header.Bits) + 7) / 8);

        // Run-length data goes furthest with jumps: 4 bytes over 255 x 255 pixels.
        long reach = 65025L * ((available / 2) + 1);
        if (!runs && needed > available)
        {
            throw source.Fault(BmpCodec.Name, $"{header.Width} x {header.Height} pixels of {header.Bits} bits need {needed} bytes from offset {header.PixelOffset}, the file has {available}.");
        }

        if (runs && (long)header.Width * header.Height > Math.Min(reach, int.MaxValue / 2))
        {
            throw source.Fault(BmpCodec.Name, $"{available} bytes of run-length data cannot fill {header.Width} x {header.Height} pixels.");
        }
    }

    private bool IsGray()
    {
        for (int i = 0; i < header.Palette.Length; i += 3)
        {
            if (header.Palette[i] != header.Palette[i + 1] || header.Palette[i] != header.Palette[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    private void Unpack(ReadOnlySpan<byte> packed, Span<byte> indices)
    {
        int bits = header.Bits;
        int perByte = 8 / bits;
        int mask = (1 << bits) - 1;
        for (int x = 0; x < indices.Length; x++)
        {
            int shift = 8 - (bits * ((x % perByte) + 1));
            indices[x] = (byte)((packed[x / perByte] >> shift) & mask);
        }
    }

    private void Look(ReadOnlySpan<byte> indices, Span<byte> line, bool gray, int row)
    {
        ReadOnlySpan<byte> palette = header.Palette;
        for (int x = 0; x < indices.Length; x++)
        {
            int entry = indices[x] * 3;
            if (entry >= palette.Length)
            {
                throw source.Fault(BmpCodec.Name, $"pixel ({x}, {row}) names palette entry {indices[x]}, the palette has {palette.Length / 3}.");
            }

            if (gray)
            {
                line[x] = palette[entry];
                continue;
            }

            line[3 * x] = palette[entry + 2];
            line[(3 * x) + 1] = palette[entry + 1];
            line[(3 * x) + 2] = palette[entry];
        }
    }

    private void Direct(ReadOnlySpan<byte> stored, Span<byte> line, bool alpha)
    {
        int channels = alpha ? 4 : 3;
        BmpMask[] masks = header.Channels;
        for (int x = 0; x < header.Width; x++)
        {
            Span<byte> pixel = line.Slice(x * channels, channels);
            if (header.Bits == 24)
            {
                (pixel[0], pixel[1], pixel[2]) = (stored[(3 * x) + 2], stored[(3 * x) + 1], stored[3 * x]);
                continue;
            }

            uint value = header.Bits == 16
                ? BinaryPrimitives.ReadUInt16LittleEndian(stored.Slice(2 * x, 2))
                : BinaryPrimitives.ReadUInt32LittleEndian(stored.Slice(4 * x, 4));
            for (int channel = 0; channel < channels; channel++)
            {
                pixel[channel] = masks[channel].Of(value);
            }
        }
    }

    private void AddMetadata(Image image)
    {
        if (header.Bits < 8)
        {
            image.Metadata.Set(ImageMetadata.BitsPerSample, (long)header.Bits);
        }

        (int x, int y) = header.PixelsPerMetre;
        if (x > 0 && y > 0)
        {
            image.Metadata.Set(ImageMetadata.PixelsPerMetreX, (double)x);
            image.Metadata.Set(ImageMetadata.PixelsPerMetreY, (double)y);
            PixelDensity.Located(image);
        }
    }
}
