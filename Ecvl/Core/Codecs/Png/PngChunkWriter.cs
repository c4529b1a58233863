using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Writes chunks; as a stream it takes compressed pixel data and packs it into IDAT chunks.</summary>
internal sealed class PngChunkWriter(Stream destination) : WriteOnlyStream
{
    private readonly byte[] _pending = new byte[1 << 16];
    private int _count;

    public void Write(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Length);
        type.CopyTo(head[4..]);
        destination.Write(head);
        destination.Write(content);
        Span<byte> check = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32.Of(type, content));
        destination.Write(check);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, _pending.Length - _count);
            buffer[..taken].CopyTo(_pending.AsSpan(_count));
            _count += taken;
            buffer = buffer[taken..];
            if (_count == _pending.Length)
            {
                EndData();
            }
        }
    }

    /// <summary>Writes what is pending as a chunk.</summary>
    public void EndData()
    {
        if (_count > 0)
        {
            Write("IDAT"u8, _pending.AsSpan(0, _count));
            _count = 0;
        }
    }

    // A flush of the compressor ends no chunk: only full ones and the last are written.
    public override void Flush()
    {
    }
}
