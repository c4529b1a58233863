using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The bytes of a value, numbers in little-endian order: in memory, or read from the file each time they are asked for.</summary>
public sealed class DicomBytes
{
    private readonly byte[]? _memory;
    private readonly DicomSource? _source;
    private readonly int _swapped;

    /// <summary>Bytes in memory; they are not copied.</summary>
    /// <param name="value">The bytes, numbers in little-endian order.</param>
    public DicomBytes(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _memory = value;
        Length = value.Length;
        _swapped = 1;
    }

    internal DicomBytes(DicomSource source, long offset, long length, int swapped)
    {
        _source = source;
        Offset = offset;
        Length = length;
        _swapped = swapped;
    }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Whether the bytes are left in the file.</summary>
    public bool IsLazy => _source is not null;

    /// <summary>Place in the file of bytes that were left there; 0 for bytes in memory.</summary>
    public long Offset { get; }

    /// <summary>All bytes; bytes left in the file are read anew at each call and not kept.</summary>
    /// <exception cref="DicomException">The file became shorter, or more than 2 GiB are asked for at once.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public byte[] ToArray()
    {
        if (_memory is not null)
        {
            return _memory;
        }

        if (Length > Array.MaxLength)
        {
            throw new DicomException($"DicomBytes: {Length} bytes at offset {Offset} do not fit in one array of at most {Array.MaxLength}; copy them in pieces.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        CopyTo(0, bytes);
        return bytes;
    }

    /// <summary>Copies a part.</summary>
    /// <param name="start">First byte; a multiple of the size of a number for values with numbers.</param>
    /// <param name="destination">Filled completely; whole numbers only for values with numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the value.</exception>
    public void CopyTo(long start, Span<byte> destination)
    {
        if (start < 0 || destination.Length > Length - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"DicomBytes: {destination.Length} bytes from {start} are not within the {Length} bytes of the value.");
        }

        if (_memory is not null)
        {
            _memory.AsSpan((int)start, destination.Length).CopyTo(destination);
            return;
        }

        _source!.Read(Offset + start, destination);
        ByteOrder.Swap(destination, _swapped);
    }
}
