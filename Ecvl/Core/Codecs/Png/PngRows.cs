using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Packs the pixels of an image into the rows of a PNG file.</summary>
/// <param name="pixels">Gapless <c>cxy</c>.</param>
/// <param name="header">The form of the file.</param>
/// <param name="colors">The numbers of colours for a palette, else null.</param>
internal sealed class PngRows(Image pixels, PngHeader header, PngColors? colors)
{
    private readonly int _pixelBytes = colors is null ? pixels.ChannelCount * pixels.PixelType.ByteCount() : 1;
    private readonly byte[] _line = new byte[(colors is null ? pixels.ChannelCount * pixels.PixelType.ByteCount() : 1) * pixels.Width];

    /// <summary>Packs one row of a pass.</summary>
    public void Pack(PngPass pass, int y, Span<byte> row)
    {
        Span<byte> line = _line.AsSpan(0, pass.Width * _pixelBytes);
        Take(pass, y, line);
        if (header.Depth < 8)
        {
            Narrow(line, row, pass.Y + (y * pass.StepY));
            return;
        }

        line.CopyTo(row);
        if (header.Depth == 16 && BitConverter.IsLittleEndian)
        {
            Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(row);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private unsafe void Take(PngPass pass, int y, Span<byte> line)
    {
        long start = ((long)(pass.Y + (y * pass.StepY)) * pixels.Width) + pass.X;
        ReadOnlySpan<byte> from = colors is not null
            ? colors.Indices.AsSpan((int)start)
            : new ReadOnlySpan<byte>((byte*)pixels.Address + (start * _pixelBytes), (pixels.Width - pass.X) * _pixelBytes);
        if (pass.StepX == 1)
        {
            from[..line.Length].CopyTo(line);
            return;
        }

        for (int x = 0; x < pass.Width; x++)
        {
            from.Slice(x * pass.StepX * _pixelBytes, _pixelBytes).CopyTo(line[(x * _pixelBytes)..]);
        }
    }

    private void Narrow(ReadOnlySpan<byte> line, Span<byte> row, int y)
    {
        row.Clear();
        int depth = header.Depth;
        int perByte = 8 / depth;
        bool levels = colors is null && pixels.PixelType != PixelType.Bool;
        int scale = levels ? 255 / ((1 << depth) - 1) : 1;
        for (int x = 0; x < line.Length; x++)
        {
            int level = line[x] / scale;
            if (levels && level * scale != line[x])
            {
                throw RasterImage.Refused(PngCodec.Name, $"the sample {line[x]} in row {y} is no level of {depth} bits: those are the multiples of {scale}; round it, or write 8 bits");
            }

            row[x / perByte] |= (byte)(level << (8 - (depth * ((x % perByte) + 1))));
        }
    }
}
