namespace DeepHealth.Ecvl.Signals;

/// <summary>How one storage format packs samples into bytes.</summary>
/// <remarks>WFDB, signal(5). Samples come in blocks that begin on a byte; a stream may end inside a block.</remarks>
internal sealed class WfdbSampleFormat
{
    /// <summary>Bytes of the first 0, 1, ... samples of a block.</summary>
    private readonly int[] _partialBytes;

    private readonly UnpackBlocks _unpack;
    private readonly PackBlocks _pack;

    private WfdbSampleFormat(int code, int bits, int[] partialBytes, UnpackBlocks unpack, PackBlocks pack)
    {
        Code = code;
        Bits = bits;
        _partialBytes = partialBytes;
        _unpack = unpack;
        _pack = pack;
        // Differences have no mark for a missing sample; no sum of them comes near this value.
        InvalidValue = code == 8 ? int.MinValue : -1 << (bits - 1);
    }

    private delegate void UnpackBlocks(ReadOnlySpan<byte> source, Span<int> destination);

    private delegate void PackBlocks(ReadOnlySpan<int> source, Span<byte> destination);

    /// <summary>Number of the format in headers.</summary>
    public int Code { get; }

    /// <summary>Bits of a stored value.</summary>
    public int Bits { get; }

    /// <summary>Samples that share a block.</summary>
    public int BlockSamples => _partialBytes.Length - 1;

    /// <summary>Bytes of a whole block.</summary>
    public int BlockBytes => _partialBytes[^1];

    /// <summary>True where the file holds differences from the previous sample of the same signal.</summary>
    public bool IsDifference => Code == 8;

    /// <summary>The stored value that means "no sample": the most negative one of the format.</summary>
    public int InvalidValue { get; }

    /// <summary>Lowest value that the format stores as a sample.</summary>
    public int Lowest => IsDifference ? short.MinValue : InvalidValue + 1;

    /// <summary>Highest value that the format stores.</summary>
    public int Highest => IsDifference ? short.MaxValue : -(InvalidValue + 1);

    /// <summary>The format of that number, or null where this library does not know it.</summary>
    public static WfdbSampleFormat? Find(int code) => All.FirstOrDefault(format => format.Code == code);

    /// <summary>The numbers that <see cref="Find"/> knows, for messages.</summary>
    public const string Known = "8, 16, 24, 32, 61, 80, 160, 212, 310 and 311";

    private static readonly WfdbSampleFormat[] All =
    [
        new(8, 8, [0, 1], WfdbPacking.Unpack8, WfdbPacking.Pack8),
        new(16, 16, [0, 2], WfdbPacking.Unpack16, WfdbPacking.Pack16),
        new(24, 24, [0, 3], WfdbPacking.Unpack24, WfdbPacking.Pack24),
        new(32, 32, [0, 4], WfdbPacking.Unpack32, WfdbPacking.Pack32),
        new(61, 16, [0, 2], WfdbPacking.Unpack61, WfdbPacking.Pack61),
        new(80, 8, [0, 1], WfdbPacking.Unpack80, WfdbPacking.Pack80),
        new(160, 16, [0, 2], WfdbPacking.Unpack160, WfdbPacking.Pack160),
        new(212, 12, [0, 2, 3], WfdbPacking.Unpack212, WfdbPacking.Pack212),
        new(310, 10, [0, 2, 4, 4], WfdbPacking.Unpack310, WfdbPacking.Pack310),
        new(311, 10, [0, 2, 3, 4], WfdbPacking.Unpack311, WfdbPacking.Pack311),
    ];

    /// <summary>Bytes that hold the first <paramref name="samples"/> samples of a stream.</summary>
    public long BytesFor(long samples) => (samples / BlockSamples * BlockBytes) + _partialBytes[samples % BlockSamples];

    /// <summary>Samples that are complete in the first <paramref name="bytes"/> bytes of a stream.</summary>
    public long SamplesIn(long bytes)
    {
        long samples = bytes / BlockBytes * BlockSamples;
        long rest = bytes % BlockBytes;
        int more = 0;
        while (_partialBytes[more + 1] <= rest)
        {
            more++;
        }

        return samples + more;
    }

    /// <summary>Unpacks samples.</summary>
    /// <param name="source">Bytes from the start of a block, <see cref="BytesFor"/> of them.</param>
    /// <param name="destination">One value per sample.</param>
    public void Decode(ReadOnlySpan<byte> source, Span<int> destination) => _unpack(source, destination);

    /// <summary>Packs samples that lie in the range of the format, or are its <see cref="InvalidValue"/>.</summary>
    /// <param name="source">Samples from the start of a block.</param>
    /// <param name="destination">Whole blocks for them; bits without a sample become 0.</param>
    public void Encode(ReadOnlySpan<int> source, Span<byte> destination)
    {
        destination.Clear();
        _pack(source, destination);
    }
}
