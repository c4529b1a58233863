using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Signals;

/// <summary>How one storage format packs samples into bytes.</summary>
/// <remarks>WFDB, signal(5). Samples come in blocks that begin on a byte; a stream may end inside a block.</remarks>
internal sealed class WfdbSampleFormat
{
    private readonly DecodeBlocks _decode;

    private WfdbSampleFormat(int code, int blockSamples, int blockBytes, int invalid, DecodeBlocks decode)
    {
        Code = code;
        BlockSamples = blockSamples;
        BlockBytes = blockBytes;
        InvalidValue = invalid;
        _decode = decode;
    }

    private delegate void DecodeBlocks(ReadOnlySpan<byte> source, Span<int> destination);

    /// <summary>Number of the format in headers.</summary>
    public int Code { get; }

    /// <summary>Samples that share a block.</summary>
    public int BlockSamples { get; }

    /// <summary>Bytes of a whole block.</summary>
    public int BlockBytes { get; }

    /// <summary>The stored value that means "no sample": the most negative one of the format.</summary>
    public int InvalidValue { get; }

    /// <summary>The format of that number, or null where this library does not read it.</summary>
    public static WfdbSampleFormat? Find(int code) => code switch
    {
        16 => Format16,
        24 => Format24,
        32 => Format32,
        80 => Format80,
        212 => Format212,
        _ => null,
    };

    /// <summary>The numbers that <see cref="Find"/> knows, for messages.</summary>
    public const string Known = "16, 24, 32, 80 and 212";

    private static readonly WfdbSampleFormat Format16 = new(16, 1, 2, short.MinValue, Decode16);
    private static readonly WfdbSampleFormat Format24 = new(24, 1, 3, -(1 << 23), Decode24);
    private static readonly WfdbSampleFormat Format32 = new(32, 1, 4, int.MinValue, Decode32);
    private static readonly WfdbSampleFormat Format80 = new(80, 1, 1, -128, Decode80);
    private static readonly WfdbSampleFormat Format212 = new(212, 2, 3, -2048, Decode212);

    /// <summary>Bytes that hold the first <paramref name="samples"/> samples of a stream.</summary>
    public long BytesFor(long samples)
    {
        long rest = samples % BlockSamples;
        return (samples / BlockSamples * BlockBytes) + (((rest * BlockBytes) + BlockSamples - 1) / BlockSamples);
    }

    /// <summary>Samples that are complete in the first <paramref name="bytes"/> bytes of a stream.</summary>
    public long SamplesIn(long bytes) => (bytes / BlockBytes * BlockSamples) + (bytes % BlockBytes * BlockSamples / BlockBytes);

    /// <summary>Unpacks samples.</summary>
    /// <param name="source">Bytes from the start of a block, <see cref="BytesFor"/> of them.</param>
    /// <param name="destination">One value per sample.</param>
    public void Decode(ReadOnlySpan<byte> source, Span<int> destination) => _decode(source, destination);

    private static void Decode16(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadInt16LittleEndian(source[(2 * i)..]);
        }
    }

    private static void Decode24(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[3 * i] | (source[(3 * i) + 1] << 8) | ((sbyte)source[(3 * i) + 2] << 16);
        }
    }

    private static void Decode32(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(4 * i)..]);
        }
    }

    // Offset binary: 128 is zero.
    private static void Decode80(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i] - 128;
        }
    }

    // Three bytes hold two 12-bit samples: low byte of the first, high nibbles of both (first in the low half), low byte of the second.
    private static void Decode212(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            int at = i / 2 * 3;
            int value = (i & 1) == 0
                ? source[at] | ((source[at + 1] & 0x0F) << 8)
                : source[at + 2] | ((source[at + 1] & 0xF0) << 4);
            destination[i] = (value << 20) >> 20;
        }
    }
}
