using System.Buffers.Binary;
using System.IO.Compression;

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
        if (pixels.PixelType == PixelType.Bool && pixels.Color != ColorType.Gray)
        {
            throw RasterImage.Refused(PngCodec.Name, $"{pixels.Color} of {PixelType.Bool} cannot be stored, only a gray mask");
        }

        bool indexed = options.Palette && pixels.PixelType == PixelType.UInt8 && pixels.Color is ColorType.Rgb or ColorType.Rgba;
        PngColors? colors = indexed ? PngColors.Of(pixels) : null;
        PngHeader header = Header(pixels, options, colors);
        destination.Write(PngCodec.Signature);
        using PngChunkWriter chunks = new(destination);
        WriteHeader(chunks, header);
        PngMetadata.WriteFirst(chunks, pixels.Metadata, options.Level);
        colors?.Write(chunks);
        PngMetadata.Write(chunks, pixels.Metadata, PixelDensity.PerMetre(pixels));
        using (ZLibStream stream = new(chunks, options.Level, leaveOpen: true))
        {
            PngRows rows = new(pixels, header, colors);
            foreach (PngPass pass in PngPass.Of(header))
            {
                WriteRows(stream, rows, pass, header, options.Filter);
            }
        }

        chunks.EndData();
        chunks.Write("IEND"u8, []);
        GC.KeepAlive(pixels);
    }

    private static PngHeader Header(Image pixels, PngWriteOptions options, PngColors? colors)
    {
        int kind = colors is not null ? PngHeader.Palette : pixels.Color switch { ColorType.Gray => 0, ColorType.GrayAlpha => 4, ColorType.Rgb => 2, _ => 6 };
        int least = colors?.Bits ?? (pixels.PixelType == PixelType.Bool ? 1 : 8 * pixels.PixelType.ByteCount());
        bool narrow = colors is not null || (kind == 0 && pixels.PixelType != PixelType.UInt16);
        int depth = options.BitDepth == 0 ? least : options.BitDepth;
        bool fits = depth == least || (narrow && depth is 1 or 2 or 4 or 8 && (colors is null ? pixels.PixelType == PixelType.UInt8 : depth >= least));
        return fits
            ? new PngHeader(pixels.Width, pixels.Height, depth, kind, options.Interlaced)
            : throw RasterImage.Refused(PngCodec.Name, $"{options.BitDepth} bits per sample were asked for, {pixels}{(colors is null ? string.Empty : $" with {colors.Colors.Count} colours")} takes {least}; 1, 2 and 4 are for gray of 8 bits and palettes");
    }

    private static void WriteHeader(PngChunkWriter chunks, PngHeader header)
    {
        Span<byte> content = stackalloc byte[13];
        content.Clear();
        BinaryPrimitives.WriteInt32BigEndian(content, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(content[4..], header.Height);
        content[8] = (byte)header.Depth;
        content[9] = (byte)header.Kind;
        content[12] = header.Interlaced ? (byte)1 : (byte)0;
        chunks.Write("IHDR"u8, content);
    }

    private static void WriteRows(ZLibStream stream, PngRows rows, PngPass pass, PngHeader header, PngFilter filter)
    {
        int rowBytes = (int)header.RowBytes(pass.Width);
        byte[] row = new byte[rowBytes];
        byte[] above = new byte[rowBytes];
        byte[] best = new byte[rowBytes + 1];
        byte[] trial = new byte[rowBytes + 1];
        for (int y = 0; y < pass.Height; y++)
        {
            rows.Pack(pass, y, row);
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
}
