using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Collects a file: markers, segments and entropy-coded bits.</summary>
internal sealed class JpegOutput
{
    private byte[] _buffer = new byte[4096];
    private int _length;
    private ulong _bits;
    private int _count;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Writes a marker.</summary>
    public void Marker(byte code)
    {
        Span<byte> room = Room(2);
        (room[0], room[1]) = (0xFF, code);
        _length += 2;
    }

    /// <summary>Writes a marker, the length and the content of a segment.</summary>
    /// <param name="code">The marker.</param>
    /// <param name="parts">The content, at most 65533 bytes in all.</param>
    public void Segment(byte code, params ReadOnlySpan<byte[]> parts)
    {
        int length = 2;
        foreach (byte[] part in parts)
        {
            length += part.Length;
        }

        Marker(code);
        Span<byte> room = Room(length);
        BinaryPrimitives.WriteUInt16BigEndian(room, checked((ushort)length));
        int at = 2;
        foreach (byte[] part in parts)
        {
            part.CopyTo(room[at..]);
            at += part.Length;
        }

        _length += length;
    }

    /// <summary>Writes bits.</summary>
    /// <param name="value">The bits, nothing above them.</param>
    /// <param name="size">How many, 0 … 32.</param>
    public void Bits(uint value, int size)
    {
        // Fewer than 32 wait, so that there is room; the first is bit 63.
        _bits |= size == 0 ? 0 : (ulong)value << (64 - _count - size);
        _count += size;
        if (_count >= 32)
        {
            Drain(4);
        }
    }

    /// <summary>Fills the last byte with ones and writes it.</summary>
    public void EndBits()
    {
        int missing = -_count & 7;
        Bits((1u << missing) - 1, missing);
        Drain(_count / 8);
    }

    private void Drain(int bytes)
    {
        Span<byte> room = Room(8);
        int at = 0;
        for (int i = 0; i < bytes; i++)
        {
            byte value = (byte)(_bits >> 56);
            _bits <<= 8;
            room[at++] = value;
            if (value == 0xFF)
            {
                // A zero tells data from a marker.
                room[at++] = 0;
            }
        }

        _count -= 8 * bytes;
        _length += at;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max(_length + (long)bytes, 2L * _buffer.Length), Array.MaxLength));
        }

        return _buffer.AsSpan(_length);
    }
}
