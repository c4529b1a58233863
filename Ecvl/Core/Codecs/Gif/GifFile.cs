using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>The blocks of a GIF file, taken apart; 89a sections 17 to 27.</summary>
internal sealed class GifFile
{
    public const int Clear = 2;
    public const int Restore = 3;
    private const int ScreenEnd = 13;
    private ReadOnlyMemory<byte> _palette;
    private int _transparent = -1;
    private int _milliseconds;
    private int _disposal;

    private GifFile(ImageSource source) => Source = source;

    public ImageSource Source { get; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public List<GifFrame> Frames { get; } = [];

    /// <summary>The first comment, or null.</summary>
    public string? Comment { get; private set; }

    /// <summary>Whether a pixel of some frame can be transparent.</summary>
    public bool HasOpacity { get; private set; }

    public static GifFile Parse(ImageSource source)
    {
        GifFile file = new(source);
        int position = file.ParseScreen();
        while (position >= 0)
        {
            position = file.Next(position);
        }

        if (file.Frames.Count == 0)
        {
            throw file.Fault($"the file of {source.Data.Length} bytes holds no picture.");
        }

        GifFrame first = file.Frames[0];
        file.HasOpacity = first.Left > 0 || first.Top > 0 || first.Width < file.Width || first.Height < file.Height
            || file.Frames.Exists(frame => frame.Transparent >= 0 || frame.Disposal == Clear);
        return file;
    }

    /// <summary>Compressed data in one piece.</summary>
    public byte[] Join(GifFrame frame)
    {
        byte[] data = new byte[frame.DataBytes];
        int position = frame.DataOffset;
        int written = 0;
        while (written < data.Length)
        {
            int length = Source.Data.Span[position];
            Source.Data.Span.Slice(position + 1, length).CopyTo(data.AsSpan(written));
            written += length;
            position += 1 + length;
        }

        return data;
    }

    public ImageFileException Fault(string fault) => Source.Fault(GifCodec.Name, fault);

    private ReadOnlyMemory<byte> Slice(int offset, int length, string what)
        => length <= Source.Data.Length - offset
            ? Source.Data.Slice(offset, length)
            : throw Fault($"{what} at offset {offset} needs {length} bytes, the file has {Source.Data.Length - offset} left; it is cut short.");

    private int ParseScreen()
    {
        ReadOnlySpan<byte> header = Slice(0, ScreenEnd, "the logical screen").Span;
        Width = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        Height = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        _palette = Palette(header[10], ScreenEnd);
        return ScreenEnd + _palette.Length;
    }

    private ReadOnlyMemory<byte> Palette(int flags, int offset)
        => (flags & 0x80) == 0 ? default : Slice(offset, 3 << ((flags & 7) + 1), "the colour table");

    // Handles one block; returns where the next begins, or −1 at the end.
    private int Next(int position)
    {
        if (position >= Source.Data.Length && Frames.Count > 0)
        {
            // Only the end mark is missing.
            return -1;
        }

        int kind = Slice(position, 1, "a block").Span[0];
        switch (kind)
        {
            case 0x3B:
                return -1;
            case 0x2C:
                return Picture(position);
            case 0x21:
                return Extension(position + 1);
            default:
                // Behind the pictures some writers leave rubbish.
                return Frames.Count > 0 ? -1 : throw Fault($"the block at offset {position} begins with {kind:X2}; known are 21, 2C and 3B.");
        }
    }

    private int Extension(int position)
    {
        int label = Slice(position, 1, "an extension").Span[0];
        int start = position + 1;
        (int end, int bytes) = Blocks(start);
        if (label == 0xF9 && bytes >= 4)
        {
            ReadOnlySpan<byte> control = Slice(start + 1, 4, "a graphic control").Span;
            _disposal = (control[0] >> 2) & 7;
            _milliseconds = 10 * BinaryPrimitives.ReadUInt16LittleEndian(control[1..]);
            _transparent = (control[0] & 1) != 0 ? control[3] : -1;
        }
        else if (label == 0xFE && bytes > 0)
        {
            int length = Source.Data.Span[start];
            Comment ??= Encoding.Latin1.GetString(Source.Data.Span.Slice(start + 1, length));
        }

        return end;
    }

    private int Picture(int position)
    {
        ReadOnlySpan<byte> head = Slice(position + 1, 9, "a picture").Span;
        int flags = head[8];
        ReadOnlyMemory<byte> own = Palette(flags, position + 10);
        int start = position + 10 + own.Length;
        int bits = Slice(start, 1, "the pixels").Span[0];
        if (bits is < 1 or > 8)
        {
            throw Fault($"the picture at offset {position} has entries of {bits} bits, allowed are 1 to 8.");
        }

        (int end, int bytes) = Blocks(start + 1);
        GifFrame frame = new(
            BinaryPrimitives.ReadUInt16LittleEndian(head),
            BinaryPrimitives.ReadUInt16LittleEndian(head[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[6..]),
            (flags & 0x40) != 0,
            own.IsEmpty ? _palette : own,
            _transparent,
            _milliseconds,
            _disposal,
            bits,
            start + 1,
            bytes);
        if (frame.Width == 0 || frame.Height == 0 || frame.Palette.IsEmpty)
        {
            throw Fault($"the picture at offset {position} has {frame.Width} x {frame.Height} pixels and {frame.Palette.Length / 3} colours; each must be at least 1.");
        }

        // A screen without size is as large as its first picture.
        Width = Width == 0 ? frame.Left + frame.Width : Width;
        Height = Height == 0 ? frame.Top + frame.Height : Height;
        Frames.Add(frame);
        (_transparent, _milliseconds, _disposal) = (-1, 0, 0);
        return end;
    }

    // Passes over blocks of up to 255 bytes, each behind its length, up to one of length 0.
    private (int End, int Bytes) Blocks(int position)
    {
        int bytes = 0;
        while (true)
        {
            int length = Slice(position, 1, "a block of data").Span[0];
            if (length == 0)
            {
                return (position + 1, bytes);
            }

            _ = Slice(position + 1, length, "a block of data");
            bytes += length;
            position += 1 + length;
        }
    }
}
