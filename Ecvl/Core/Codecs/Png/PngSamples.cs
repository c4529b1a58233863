using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Turns decoded rows of a PNG file into samples of 8 or 16 bits with the channels of the image.</summary>
internal sealed class PngSamples(ImageSource source, PngFile file, ColorType color)
{
    private readonly int _depth = file.Header.Depth;
    private readonly int _stored = file.Header.Channels;
    private readonly int _channels = color.ChannelCount();
    private readonly int[] _transparent = file.Header.Kind != PngHeader.Palette ? Words(file.Transparency.Span) : [];

    /// <summary>Unpacks one row.</summary>
    /// <param name="row">Bytes as the filters left them.</param>
    /// <param name="line">Bytes of the image: 1 or 2 for each sample.</param>
    /// <param name="pixels">Pixels of the row.</param>
    public void Unpack(ReadOnlySpan<byte> row, Span<byte> line, int pixels)
    {
        if (file.Header.Kind == PngHeader.Palette)
        {
            Look(row, line, pixels);
        }
        else if (_depth == 16)
        {
            Wide(row, MemoryMarshal.Cast<byte, ushort>(line), pixels);
        }
        else if (_depth == 8 && _stored == _channels)
        {
            row[..line.Length].CopyTo(line);
        }
        else if (_depth == 8)
        {
            for (int x = 0; x < pixels; x++)
            {
                ReadOnlySpan<byte> from = row.Slice(x * _stored, _stored);
                Span<byte> to = line.Slice(x * _channels, _channels);
                from.CopyTo(to);
                bool hidden = true;
                for (int channel = 0; channel < _stored; channel++)
                {
                    hidden &= from[channel] == _transparent[channel];
                }

                to[_stored] = hidden ? (byte)0 : (byte)255;
            }
        }
        else
        {
            Narrow(row, line, pixels);
        }
    }

    private static int[] Words(ReadOnlySpan<byte> data)
    {
        int[] words = new int[data.Length / 2];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt16BigEndian(data[(2 * i)..]);
        }

        return words;
    }

    private void Wide(ReadOnlySpan<byte> row, Span<ushort> line, int pixels)
    {
        ReadOnlySpan<ushort> stored = MemoryMarshal.Cast<byte, ushort>(row)[..(pixels * _stored)];
        if (_stored == _channels)
        {
            Native(stored, line);
            return;
        }

        for (int x = 0; x < pixels; x++)
        {
            Span<ushort> to = line.Slice(x * _channels, _channels);
            Native(stored.Slice(x * _stored, _stored), to);
            bool hidden = true;
            for (int channel = 0; channel < _stored; channel++)
            {
                hidden &= to[channel] == _transparent[channel];
            }

            to[_stored] = hidden ? (ushort)0 : ushort.MaxValue;
        }
    }

    private static void Native(ReadOnlySpan<ushort> bigEndian, Span<ushort> result)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(bigEndian, result);
        }
        else
        {
            bigEndian.CopyTo(result);
        }
    }

    // Gray of 1, 2 or 4 bits, stretched by 255, 85 or 17.
    private void Narrow(ReadOnlySpan<byte> row, Span<byte> line, int pixels)
    {
        int scale = 255 / ((1 << _depth) - 1);
        if (_channels == 1)
        {
            PackedSamples.Expand(row, line[..pixels], _depth, scale);
            return;
        }

        for (int x = 0; x < pixels; x++)
        {
            int value = Bits(row, x);
            line[2 * x] = (byte)(value * scale);
            line[(2 * x) + 1] = value == _transparent[0] ? (byte)0 : (byte)255;
        }
    }

    private void Look(ReadOnlySpan<byte> row, Span<byte> line, int pixels)
    {
        ReadOnlySpan<byte> palette = file.Palette.Span;
        ReadOnlySpan<byte> opacity = file.Transparency.Span;
        int next = 0;
        for (int x = 0; x < pixels; x++)
        {
            int entry = _depth == 8 ? row[x] : Bits(row, x);
            if (3 * entry >= palette.Length)
            {
                throw source.Fault(PngCodec.Name, $"a pixel names palette entry {entry}, the palette has {palette.Length / 3}.");
            }

            line[next] = palette[3 * entry];
            line[next + 1] = palette[(3 * entry) + 1];
            line[next + 2] = palette[(3 * entry) + 2];
            next += 3;
            if (_channels == 4)
            {
                line[next++] = entry < opacity.Length ? opacity[entry] : (byte)255;
            }
        }
    }

    private int Bits(ReadOnlySpan<byte> row, int x)
    {
        int perByte = 8 / _depth;
        int shift = 8 - (_depth * ((x % perByte) + 1));
        return (row[x / perByte] >> shift) & ((1 << _depth) - 1);
    }
}
