using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>The headers and the palette of a BMP file.</summary>
internal sealed class BmpHeader
{
    public const int Plain = 0;
    public const int RunLength8 = 1;
    public const int RunLength4 = 2;
    public const int Masks = 3;
    public const int MasksWithAlpha = 6;
    private const int FileHeader = 14;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool TopDown { get; init; }

    public required int Bits { get; init; }

    public required int Compression { get; init; }

    public required int PixelOffset { get; init; }

    public (int X, int Y) PixelsPerMetre { get; init; }

    /// <summary>Blue, green, red of every palette entry.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>Masks of red, green, blue, opacity.</summary>
    public BmpMask[] Channels { get; private set; } = [];

    public static BmpHeader Parse(ImageSource source)
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        Require(source, FileHeader + 4, "headers");
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(data[FileHeader..]);
        bool core = size == 12;
        if (!core && size is not ((>= 16 and <= 40) or 52 or 56 or 64 or 108 or 124))
        {
            throw source.Fault(BmpCodec.Name, $"the header at offset {FileHeader} claims {size} bytes; known are 12, 16 to 40, 52, 56, 64, 108 and 124.");
        }

        Require(source, FileHeader + (int)size, "headers");
        ReadOnlySpan<byte> header = data.Slice(FileHeader, (int)size);
        int width = core ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        int height = core ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(core ? 10 : 14)..]);
        int compression = Field(header, 16);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(data[10..]);
        if (width < 1 || height is 0 or int.MinValue)
        {
            throw source.Fault(BmpCodec.Name, $"the width {width} and height {height} must not be 0, and the width not be negative.");
        }

        bool os2 = size is < 40 or 64;
        bool known = compression switch
        {
            Plain => bits is 1 or 4 or 8 or 16 or 24 or 32,
            RunLength8 => bits == 8,
            RunLength4 => bits == 4,
            Masks or MasksWithAlpha => bits is 16 or 32 && !os2,
            _ => false,
        };
        if (!known)
        {
            throw source.Fault(BmpCodec.Name, $"compression {compression} with {bits} bits per pixel is not supported; supported are 0 with 1, 4, 8, 16, 24, 32, 1 with 8, 2 with 4, and 3 and 6 with 16, 32.");
        }

        if (height < 0 && (compression is RunLength8 or RunLength4))
        {
            throw source.Fault(BmpCodec.Name, $"compression {compression} with the height {height}: run-length data cannot be stored top-down.");
        }

        int masks = compression == Masks && size == 40 ? 12 : compression == MasksWithAlpha && size == 40 ? 16 : 0;
        if (offset < FileHeader + size + masks || offset > data.Length)
        {
            throw source.Fault(BmpCodec.Name, $"the pixels are said to begin at offset {offset}, they must lie between {FileHeader + size + masks} and the end at {data.Length}.");
        }

        BmpHeader result = new()
        {
            Width = width,
            Height = Math.Abs(height),
            TopDown = height < 0,
            Bits = bits,
            Compression = compression,
            PixelOffset = (int)offset,
            PixelsPerMetre = (Field(header, 24), Field(header, 28)),
        };
        if (bits <= 8)
        {
            result.ReadPalette(source, (int)(FileHeader + size), Field(header, 32), core ? 3 : 4);
        }
        else
        {
            result.ReadMasks(source, (int)size);
        }

        return result;
    }

    // Headers shorter than 40 bytes leave out fields, which then are 0.
    private static int Field(ReadOnlySpan<byte> header, int offset)
        => header.Length >= offset + 4 ? BinaryPrimitives.ReadInt32LittleEndian(header[offset..]) : 0;

    private static void Require(ImageSource source, int bytes, string what)
    {
        if (source.Data.Length < bytes)
        {
            throw source.Fault(BmpCodec.Name, $"the {what} need {bytes} bytes, the file has {source.Data.Length}.");
        }
    }

    private void ReadPalette(ImageSource source, int start, int stated, int entryBytes)
    {
        // Writers state more entries than pixels can name, or a palette that reaches into the pixels: what lies before the pixels counts.
        int room = Math.Max(0, (PixelOffset - start) / entryBytes);
        int most = 1 << Bits;
        int count = Math.Min(room, stated <= 0 || stated > most ? most : stated);
        if (count == 0)
        {
            throw source.Fault(BmpCodec.Name, $"{Bits} bits per pixel need a palette, but {room} entries lie between offset {start} and the pixels at {PixelOffset}.");
        }

        Palette = new byte[count * 3];
        for (int i = 0; i < count; i++)
        {
            source.Data.Span.Slice(start + (i * entryBytes), 3).CopyTo(Palette.AsSpan(i * 3));
        }
    }

    private void ReadMasks(ImageSource source, int size)
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        if (Compression == Plain)
        {
            Channels = Bits == 16
                ? [new(0x7C00), new(0x3E0), new(0x1F), new(0)]
                : [new(0xFF0000), new(0xFF00), new(0xFF), new(0)];
            return;
        }

        // Behind a header of 40 bytes lie three masks, or four; longer headers hold them at the same place.
        bool alpha = (Compression == MasksWithAlpha && size == 40) || size >= 56;
        Channels = new BmpMask[4];
        for (int i = 0; i < 4; i++)
        {
            uint bits = i == 3 && !alpha ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(data[(FileHeader + 40 + (4 * i))..]);
            Channels[i] = new BmpMask(bits);
            if (!Channels[i].IsGapless || (Bits == 16 && bits > ushort.MaxValue))
            {
                throw source.Fault(BmpCodec.Name, $"the mask {bits:X8} of channel {i} must be one run of bits within {Bits} bits per pixel.");
            }
        }
    }
}
