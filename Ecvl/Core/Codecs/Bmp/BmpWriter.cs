using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Writes one BMP file: 1-bit masks, 8-bit gray, 24-bit RGB, 32-bit RGBA.</summary>
internal static class BmpWriter
{
    private const int FileHeader = 14;

    public static void Write(Image image, Stream destination, BmpWriteOptions options)
    {
        Image pixels = RasterImage.Interleaved(image, BmpCodec.Name, PixelType.UInt8, PixelType.Bool);
        bool mask = pixels.PixelType == PixelType.Bool;
        if (pixels.Color == ColorType.GrayAlpha || (mask && pixels.Color != ColorType.Gray))
        {
            throw RasterImage.Refused(BmpCodec.Name, $"{pixels.Color} of {pixels.PixelType} cannot be stored, only Gray, Rgb, Rgba and gray masks");
        }

        int bits = mask ? 1 : 8 * pixels.ChannelCount;
        int headerBytes = bits == 32 ? 108 : 40;
        int entries = bits <= 8 ? 1 << bits : 0;
        int offset = FileHeader + headerBytes + (4 * entries);
        long rowBytes = (((long)pixels.Width * bits) + 31) / 32 * 4;
        long size = offset + (rowBytes * pixels.Height);
        if (size > uint.MaxValue)
        {
            throw RasterImage.Refused(BmpCodec.Name, $"{pixels} needs {size} bytes, a BMP file holds at most {uint.MaxValue}");
        }

        byte[] head = new byte[offset];
        WriteHeader(head, pixels, options, bits, headerBytes, size);
        for (int entry = 0; entry < entries; entry++)
        {
            head.AsSpan(FileHeader + headerBytes + (4 * entry), 3).Fill((byte)(entry * 255 / (entries - 1)));
        }

        destination.Write(head);
        byte[] line = new byte[rowBytes];
        for (int row = 0; row < pixels.Height; row++)
        {
            WriteRow(pixels, options.TopDown ? row : pixels.Height - 1 - row, line, bits);
            destination.Write(line);
        }

        GC.KeepAlive(pixels);
    }

    private static void WriteHeader(Span<byte> head, Image pixels, BmpWriteOptions options, int bits, int headerBytes, long size)
    {
        "BM"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[2..], (uint)size);
        BinaryPrimitives.WriteInt32LittleEndian(head[10..], head.Length);
        Span<byte> header = head[FileHeader..];
        BinaryPrimitives.WriteInt32LittleEndian(header, headerBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], pixels.Width);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], options.TopDown ? -pixels.Height : pixels.Height);
        BinaryPrimitives.WriteInt16LittleEndian(header[12..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[14..], (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], bits == 32 ? BmpHeader.Masks : BmpHeader.Plain);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)(size - head.Length));
        (double perMetreX, double perMetreY) = PixelDensity.PerMetre(pixels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Resolution(perMetreX));
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Resolution(perMetreY));
        if (bits == 32)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[40..], 0x00FF0000);
            BinaryPrimitives.WriteUInt32LittleEndian(header[44..], 0x0000FF00);
            BinaryPrimitives.WriteUInt32LittleEndian(header[48..], 0x000000FF);
            BinaryPrimitives.WriteUInt32LittleEndian(header[52..], 0xFF000000);

            // LCS_sRGB, the bytes "BGRs".
            BinaryPrimitives.WriteUInt32LittleEndian(header[56..], 0x73524742);
        }
    }

    private static int Resolution(double perMetre) => perMetre < int.MaxValue ? (int)Math.Round(perMetre) : 0;

    private static void WriteRow(Image pixels, int row, Span<byte> line, int bits)
    {
        int width = pixels.Width;
        if (bits == 1)
        {
            line.Clear();
            ReadOnlySpan<bool> mask = pixels.AsSpan<bool>().Slice(row * width, width);
            for (int x = 0; x < width; x++)
            {
                line[x >> 3] |= mask[x] ? (byte)(0x80 >> (x & 7)) : (byte)0;
            }

            return;
        }

        int channels = bits / 8;
        ReadOnlySpan<byte> samples = pixels.AsSpan<byte>().Slice(row * width * channels, width * channels);
        samples.CopyTo(line);
        for (int x = 0; channels > 1 && x < samples.Length; x += channels)
        {
            (line[x], line[x + 2]) = (samples[x + 2], samples[x]);
        }
    }
}
