using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>The chunks of a PNG file, taken apart.</summary>
internal sealed class PngFile
{
    private const int Overhead = 12;
    private readonly ImageSource _source;
    private readonly List<ReadOnlyMemory<byte>> _data = [];
    private PngHeader? _header;

    private PngFile(ImageSource source) => _source = source;

    public PngHeader Header => _header!.Value;

    /// <summary>Red, green, blue of every palette entry.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    /// <summary>The transparent colour, or the opacity of palette entries; PNG 11.3.1.1.</summary>
    public ReadOnlyMemory<byte> Transparency { get; private set; }

    public ImageMetadata Metadata { get; } = new();

    public static PngFile Parse(ImageSource source)
    {
        PngFile file = new(source);
        int position = PngCodec.Signature.Length;
        while (file.Next(ref position))
        {
        }

        return file;
    }

    /// <summary>All compressed pixel data in one piece.</summary>
    public ReadOnlyMemory<byte> Compressed()
    {
        if (_data.Count == 1)
        {
            return _data[0];
        }

        byte[] joined = new byte[_data.Sum(piece => (long)piece.Length)];
        int position = 0;
        foreach (ReadOnlyMemory<byte> piece in _data)
        {
            piece.CopyTo(joined.AsMemory(position));
            position += piece.Length;
        }

        return joined;
    }

    private bool Next(ref int position)
    {
        ReadOnlyMemory<byte> rest = _source.Data[position..];
        uint length = rest.Length >= Overhead ? BinaryPrimitives.ReadUInt32BigEndian(rest.Span) : 0;
        if (rest.Length < Overhead || length > rest.Length - Overhead)
        {
            if (_data.Count > 0 && !IsData(rest.Span))
            {
                // The file is cut behind its pixels; whether they are whole shows when they are decoded.
                return false;
            }

            throw Fault($"the chunk at offset {position} needs {length + (long)Overhead} bytes, the file has {rest.Length} left; it is cut short.");
        }

        ReadOnlySpan<byte> type = rest.Span.Slice(4, 4);
        ReadOnlyMemory<byte> data = rest.Slice(8, (int)length);
        uint stated = BinaryPrimitives.ReadUInt32BigEndian(rest.Span[(8 + (int)length)..]);
        uint actual = Crc32.Of(type, data.Span);
        bool critical = (type[0] & 0x20) == 0;
        if (stated == actual)
        {
            bool more = Take(type, data, critical, position);
            position += Overhead + (int)length;
            return more;
        }

        if (critical)
        {
            throw Fault($"the chunk {Encoding.Latin1.GetString(type)} at offset {position} has the checksum {stated:X8}, its content gives {actual:X8}.");
        }

        position += Overhead + (int)length;
        return true;
    }

    // A chunk of pixel data that is cut short is a fault, whatever else may be missing.
    private static bool IsData(ReadOnlySpan<byte> chunk) => chunk.Length >= 8 && chunk.Slice(4, 4).SequenceEqual("IDAT"u8);

    private bool Take(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> data, bool critical, int position)
    {
        string name = Encoding.Latin1.GetString(type);
        if (_header is null != (name == "IHDR"))
        {
            throw Fault($"the chunk at offset {position} is {name}; IHDR must come first, and once.");
        }

        switch (name)
        {
            case "IHDR":
                _header = PngHeader.Parse(_source, data.Span);
                return true;
            case "PLTE":
                if (data.Length is 0 or > 768 || data.Length % 3 != 0)
                {
                    throw Fault($"the chunk PLTE at offset {position} has {data.Length} bytes, it must have 3 for each of 1 … 256 entries.");
                }

                Palette = data;
                return true;
            case "IDAT":
                _data.Add(data);
                return true;
            case "IEND":
                return EndOfFile();
            case "tRNS":
                Transparency = CheckTransparency(data, position);
                return true;
            default:
                if (critical)
                {
                    throw Fault($"the chunk {name} at offset {position} is needed for decoding, but unknown.");
                }

                PngMetadata.Read(_source, name, data, Metadata);
                return true;
        }
    }

    private bool EndOfFile() => _data.Count > 0 ? false : throw Fault("the chunk IEND was found, but no IDAT.");

    private ReadOnlyMemory<byte> CheckTransparency(ReadOnlyMemory<byte> data, int position)
    {
        bool fits = Header.Kind switch
        {
            0 => data.Length == 2,
            2 => data.Length == 6,
            PngHeader.Palette => data.Length > 0 && data.Length <= Palette.Length / 3,
            _ => false,
        };
        return fits ? data : throw Fault($"the chunk tRNS at offset {position} has {data.Length} bytes, which does not suit colour type {Header.Kind} with {Palette.Length / 3} palette entries.");
    }

    private ImageFileException Fault(string fault) => _source.Fault(PngCodec.Name, fault);
}
