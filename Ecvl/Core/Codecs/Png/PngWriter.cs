using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Writes one PNG file.</summary>
internal static class PngWriter
{
    public static void Write(Image image, Stream destination, PngWriteOptions options)
    {
        if (!Enum.IsDefined(options.Filter))
        {
            throw RasterImage.Refused(PngCodec.Name, $"the filter {options.Filter} is none of {string.Join(", ", Enum.GetNames<PngFilter>())}");
        }

        Image pixels = RasterImage.Interleaved(image, PngCodec.Name, PixelType.UInt8, PixelType.UInt16, PixelType.Bool);
        bool mask = pixels.PixelType == PixelType.Bool;
        if (mask && pixels.Color != ColorType.Gray)
        {
            throw RasterImage.Refused(PngCodec.Name, $"{pixels.Color} of {PixelType.Bool} cannot be stored, only a gray mask");
        }

        int kind = pixels.Color switch { ColorType.Gray => 0, ColorType.GrayAlpha => 4, ColorType.Rgb => 2, _ => 6 };
        PngHeader header = new(pixels.Width, pixels.Height, mask ? 1 : 8 * pixels.PixelType.ByteCount(), kind, false);
        destination.Write(PngCodec.Signature);
        using PngChunkWriter chunks = new(destination);
        WriteHeader(chunks, header);
        PngMetadata.Write(chunks, pixels.Metadata);
        using (ZLibStream stream = new(chunks, options.Level, leaveOpen: true))
        {
            WriteRows(stream, pixels, header, options.Filter);
        }

        chunks.EndData();
        chunks.Write("IEND"u8, []);
        GC.KeepAlive(pixels);
    }

    private static void WriteHeader(PngChunkWriter chunks, PngHeader header)
    {
        Span<byte> content = stackalloc byte[13];
        content.Clear();
        BinaryPrimitives.WriteInt32BigEndian(content, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(content[4..], header.Height);
        content[8] = (byte)header.Depth;
        content[9] = (byte)header.Kind;
        chunks.Write("IHDR"u8, content);
    }

    private static void WriteRows(ZLibStream stream, Image pixels, PngHeader header, PngFilter filter)
    {
        int rowBytes = (int)header.RowBytes(header.Width);
        byte[] row = new byte[rowBytes];
        byte[] above = new byte[rowBytes];
        byte[] best = new byte[rowBytes + 1];
        byte[] trial = new byte[rowBytes + 1];
        for (int y = 0; y < header.Height; y++)
        {
            Pack(pixels, y, header, row);
            if (filter != PngFilter.Adaptive)
            {
                Filter(filter, row, above, best, header.FilterStep);
            }
            else
            {
                long lowest = long.MaxValue;
                for (PngFilter candidate = PngFilter.None; candidate < PngFilter.Adaptive; candidate++)
                {
                    Filter(candidate, row, above, trial, header.FilterStep);
                    long cost = PngFilters.Cost(trial.AsSpan(1));
                    if (cost < lowest)
                    {
                        lowest = cost;
                        (best, trial) = (trial, best);
                    }
                }
            }

            stream.Write(best);
            (row, above) = (above, row);
        }
    }

    private static void Filter(PngFilter filter, byte[] row, byte[] above, byte[] result, int step)
    {
        result[0] = (byte)filter;
        PngFilters.Apply(filter, row, above, result.AsSpan(1), step);
    }

    private static void Pack(Image pixels, int y, PngHeader header, Span<byte> row)
    {
        int count = header.Width * header.Channels;
        if (header.Depth == 1)
        {
            row.Clear();
            ReadOnlySpan<bool> mask = pixels.AsSpan<bool>().Slice(y * count, count);
            for (int x = 0; x < count; x++)
            {
                row[x >> 3] |= mask[x] ? (byte)(0x80 >> (x & 7)) : (byte)0;
            }
        }
        else if (header.Depth == 8)
        {
            pixels.AsSpan<byte>().Slice(y * count, count).CopyTo(row);
        }
        else
        {
            ReadOnlySpan<ushort> words = pixels.AsSpan<ushort>().Slice(y * count, count);
            Span<ushort> stored = MemoryMarshal.Cast<byte, ushort>(row);
            words.CopyTo(stored);
            if (BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(stored, stored);
            }
        }
    }
}
