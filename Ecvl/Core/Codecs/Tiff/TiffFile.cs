using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>A TIFF file: its byte order, its kind, and where its directories lie.</summary>
internal sealed class TiffFile
{
    private const int Magic = 42;
    private const int BigMagic = 43;

    private TiffFile(ImageSource source, bool bigEndian, bool isBig)
    {
        Source = source;
        BigEndian = bigEndian;
        IsBig = isBig;
    }

    public ImageSource Source { get; }

    /// <summary>Whether numbers have their highest byte first.</summary>
    public bool BigEndian { get; }

    /// <summary>Whether offsets have 64 bits: BigTIFF.</summary>
    public bool IsBig { get; }

    /// <summary>Offsets of the directories, one for each page.</summary>
    public List<long> Directories { get; } = [];

    public static bool Recognizes(ReadOnlySpan<byte> start)
        => start.Length >= 8 && (start.StartsWith("II"u8) || start.StartsWith("MM"u8))
            && (start[0] == 'M' ? BinaryPrimitives.ReadUInt16BigEndian(start[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(start[2..])) is Magic or BigMagic;

    public static TiffFile Parse(ImageSource source)
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        bool bigEndian = data[0] == 'M';
        bool isBig = data[bigEndian ? 3 : 2] == BigMagic;
        TiffFile file = new(source, bigEndian, isBig);
        if (isBig && (file.Integer(4, 2) != 8 || file.Integer(6, 2) != 0))
        {
            throw file.Fault($"the BigTIFF header states offsets of {file.Integer(4, 2)} bytes and the constant {file.Integer(6, 2)}; they must be 8 and 0.");
        }

        file.WalkChain(file.Integer(isBig ? 8 : 4, isBig ? 8 : 4));
        return file;
    }

    /// <summary>A whole number without sign at an offset.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="bytes">1, 2, 4 or 8; above 2^63 saturates, since no file is that long.</param>
    public long Integer(long offset, int bytes) => Integer(Slice(offset, bytes, "a number").Span, bytes, BigEndian);

    public static long Integer(ReadOnlySpan<byte> data, int bytes, bool bigEndian) => bytes switch
    {
        1 => data[0],
        2 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data),
        4 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data),
        _ => (long)Math.Min(bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(data) : BinaryPrimitives.ReadUInt64LittleEndian(data), long.MaxValue),
    };

    /// <summary>Bytes of the file.</summary>
    public ReadOnlyMemory<byte> Slice(long offset, long length, string what)
    {
        if (offset < 0 || length < 0 || offset > Source.Data.Length || length > Source.Data.Length - offset)
        {
            throw Fault($"{what} needs {length} bytes at offset {offset}, the file has {Source.Data.Length}; it is cut short or damaged.");
        }

        return Source.Data.Slice((int)offset, (int)length);
    }

    public ImageFileException Fault(string fault, Exception? inner = null) => Source.Fault(TiffCodec.Name, fault, inner);

    private void WalkChain(long offset)
    {
        HashSet<long> seen = [];
        while (offset != 0)
        {
            if (!seen.Add(offset))
            {
                throw Fault($"the directory at offset {offset} is named a second time, by number {Directories.Count - 1}: the pages form a loop.");
            }

            int countBytes = IsBig ? 8 : 2;
            long entries = Integer(offset, countBytes);
            long bytes = TiffDirectory.EntryBytes(IsBig);
            if (entries == 0 || entries > Source.Data.Length / bytes)
            {
                throw Fault($"the directory at offset {offset} claims {entries} fields; there must be at least 1, and the file of {Source.Data.Length} bytes has room for {Source.Data.Length / bytes}.");
            }

            Directories.Add(offset);
            long next = offset + countBytes + (entries * bytes);

            // Some writers leave out the offset of the next page behind the last.
            int width = IsBig ? 8 : 4;
            offset = next <= Source.Data.Length - width ? Integer(next, width) : 0;
        }

        if (Directories.Count == 0)
        {
            throw Fault("the header names no directory: the offset of the first is 0.");
        }
    }
}
