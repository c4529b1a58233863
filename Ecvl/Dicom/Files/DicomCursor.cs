using System.Buffers;
using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>A place in a file that moves on as numbers are read, with a window of the file in memory.</summary>
internal sealed class DicomCursor(DicomSource source) : IDisposable
{
    // Headers of images take some kilobytes; more would read pixels that nobody asked for.
    private const int WindowBytes = 16 * 1024;

    private readonly byte[] _window = ArrayPool<byte>.Shared.Rent(WindowBytes);
    private long _start;
    private int _filled;

    public DicomSource Source => source;

    public long Position { get; set; }

    public bool IsLittleEndian { get; set; } = true;

    /// <summary>Gives the window back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_window);

    /// <summary>The next bytes; the cursor stays.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (Position < _start || Position + count > _start + _filled)
        {
            int filled = (int)Math.Min(_window.Length, Math.Max(source.Length - Position, 0));
            if (filled < count)
            {
                throw new DicomException($"DicomFile: \"{source.Name}\" ends at {source.Length} within the {count} bytes at offset {Position}.")
                {
                    SourceName = source.Name,
                    Offset = Position,
                };
            }

            source.Read(Position, _window.AsSpan(0, filled));
            _start = Position;
            _filled = filled;
        }

        return _window.AsSpan((int)(Position - _start), count);
    }

    /// <summary>The next bytes in an array of their own.</summary>
    public byte[] ReadBytes(int count)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
        if (count <= _window.Length)
        {
            Peek(count).CopyTo(bytes);
        }
        else
        {
            source.Read(Position, bytes);
        }

        Position += count;
        return bytes;
    }

    public DicomTag PeekTag()
    {
        ReadOnlySpan<byte> bytes = Peek(4);
        return new DicomTag(UInt16(bytes), UInt16(bytes[2..]));
    }

    public DicomTag ReadTag()
    {
        DicomTag tag = PeekTag();
        Position += 4;
        return tag;
    }

    public ushort ReadUInt16()
    {
        ushort value = UInt16(Peek(2));
        Position += 2;
        return value;
    }

    public uint ReadUInt32()
    {
        ReadOnlySpan<byte> bytes = Peek(4);
        Position += 4;
        return IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
