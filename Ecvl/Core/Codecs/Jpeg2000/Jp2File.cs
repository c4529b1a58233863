using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>The boxes of a JP2 file that matter for its samples; ISO/IEC 15444-1, Annex I.</summary>
internal sealed class Jp2File
{
    private const int MostEntries = 1024;

    /// <summary>The codestream of the box jp2c.</summary>
    public ReadOnlyMemory<byte> Codestream { get; private set; }

    /// <summary>The enumerated colour space: 16 sRGB, 17 gray, 18 sYCC; 0 where the file gives a profile or nothing (I.5.3.3).</summary>
    public uint ColorSpace { get; private set; }

    /// <summary>Columns of the palette, entry after entry; null without a palette (I.5.3.4).</summary>
    public byte[]? Palette { get; private set; }

    /// <summary>Columns of the palette.</summary>
    public int PaletteColumns { get; private set; }

    /// <summary>Channel that holds opacity which is not premultiplied; -1 where there is none (I.5.3.6).</summary>
    public int Opacity { get; private set; } = -1;

    private static ReadOnlySpan<byte> Signature => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 13, 10, 0x87, 10];

    /// <summary>Whether a file begins as JP2 files do.</summary>
    public static bool IsFile(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <summary>Finds the boxes.</summary>
    public static Jp2File Parse(ImageSource source)
    {
        Jp2File file = new();
        int position = 0;
        while (position < source.Data.Length && file.Codestream.IsEmpty)
        {
            (string type, ReadOnlyMemory<byte> content) = Next(source, source.Data, ref position);
            if (type == "jp2h")
            {
                file.ReadHeader(source, content);
            }
            else if (type == "jp2c")
            {
                file.Codestream = content;
            }
        }

        return file.Codestream.IsEmpty ? throw source.Fault(Jpeg2000Codec.FileName, "there is no box jp2c with a codestream.") : file;
    }

    private static (string Type, ReadOnlyMemory<byte> Content) Next(ImageSource source, ReadOnlyMemory<byte> boxes, ref int position)
    {
        ReadOnlySpan<byte> rest = boxes.Span[position..];
        long length = rest.Length >= 8 ? BinaryPrimitives.ReadUInt32BigEndian(rest) : -1;
        int head = 8;
        if (length == 1 && rest.Length >= 16)
        {
            length = (long)BinaryPrimitives.ReadUInt64BigEndian(rest[8..]);
            head = 16;
        }
        else if (length == 0)
        {
            length = rest.Length;
        }

        if (length < head || length > rest.Length)
        {
            throw source.Fault(Jpeg2000Codec.FileName, $"the box at offset {position} has {length} bytes, {rest.Length} are there.");
        }

        ReadOnlyMemory<byte> content = boxes.Slice(position + head, (int)length - head);
        position += (int)length;
        return (System.Text.Encoding.Latin1.GetString(rest.Slice(4, 4)), content);
    }

    private void ReadHeader(ImageSource source, ReadOnlyMemory<byte> boxes)
    {
        int position = 0;
        bool hasColor = false;
        while (position < boxes.Length)
        {
            (string type, ReadOnlyMemory<byte> content) = Next(source, boxes, ref position);
            ReadOnlySpan<byte> bytes = content.Span;
            switch (type)
            {
                // Readers heed the first colour box that they know.
                case "colr" when !hasColor && bytes.Length >= 7 && bytes[0] == 1:
                    ColorSpace = BinaryPrimitives.ReadUInt32BigEndian(bytes[3..]);
                    hasColor = true;
                    break;
                case "pclr":
                    ReadPalette(source, bytes);
                    break;
                case "cdef":
                    ReadChannels(source, bytes);
                    break;
            }
        }
    }

    private void ReadPalette(ImageSource source, ReadOnlySpan<byte> bytes)
    {
        int entries = bytes.Length >= 3 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;
        int columns = bytes.Length >= 3 ? bytes[2] : 0;
        if (entries is < 1 or > MostEntries || columns is not (1 or 3 or 4) || bytes.Length != 3 + columns + (entries * columns) || bytes.Slice(3, columns).ContainsAnyExcept((byte)7))
        {
            throw source.Fault(Jpeg2000Codec.FileName, $"the palette of {entries} entries with {columns} columns in {bytes.Length} bytes is not known; 1, 3 or 4 columns of 8 bits are.");
        }

        Palette = bytes[(3 + columns)..].ToArray();
        PaletteColumns = columns;
    }

    private void ReadChannels(ImageSource source, ReadOnlySpan<byte> bytes)
    {
        int count = bytes.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;
        if (count < 1 || bytes.Length < 2 + (6 * count))
        {
            throw source.Fault(Jpeg2000Codec.FileName, $"the channel definitions have {bytes.Length} bytes for {count} channels.");
        }

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = bytes[(2 + (6 * i))..];
            int channel = BinaryPrimitives.ReadUInt16BigEndian(entry);
            int type = BinaryPrimitives.ReadUInt16BigEndian(entry[2..]);
            int meaning = BinaryPrimitives.ReadUInt16BigEndian(entry[4..]);
            if (type == 1 && meaning == 0)
            {
                Opacity = channel;
            }
            else if (type == 0 && meaning != 0 && meaning != channel + 1)
            {
                throw source.Fault(Jpeg2000Codec.FileName, $"channel {channel} is defined as colour {meaning}; only the usual order is known.");
            }
        }
    }
}
