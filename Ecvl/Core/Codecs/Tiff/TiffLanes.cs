using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Turns packed samples into lanes of 1, 2, 4 or 8 bytes in the order of this machine, and undoes the predictors.</summary>
internal static class TiffLanes
{
    /// <summary>Bytes of the lane that holds so many bits.</summary>
    public static int BytesFor(int bits) => bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;

    /// <summary>Unpacks a row.</summary>
    /// <param name="row">Packed samples: of 8, 16, 24, 32, 64 bits in the byte order of the file, others from the highest bit of a byte on.</param>
    /// <param name="lanes">The samples, each in a lane of its own, without sign extension.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="bigEndian">Whether the highest byte comes first.</param>
    public static void Unpack(ReadOnlySpan<byte> row, Span<byte> lanes, int bits, bool bigEndian)
    {
        bool swap = bigEndian == BitConverter.IsLittleEndian;
        switch (bits)
        {
            case 8:
                row[..lanes.Length].CopyTo(lanes);
                break;
            case 16:
                Order(MemoryMarshal.Cast<byte, ushort>(row[..lanes.Length]), MemoryMarshal.Cast<byte, ushort>(lanes), swap);
                break;
            case 32:
                Order(MemoryMarshal.Cast<byte, uint>(row[..lanes.Length]), MemoryMarshal.Cast<byte, uint>(lanes), swap);
                break;
            case 64:
                Order(MemoryMarshal.Cast<byte, ulong>(row[..lanes.Length]), MemoryMarshal.Cast<byte, ulong>(lanes), swap);
                break;
            case 24:
                Triples(row, MemoryMarshal.Cast<byte, uint>(lanes), bigEndian);
                break;
            case 1 or 2 or 4:
                PackedSamples.Expand(row, lanes, bits, scale: 1);
                break;
            case < 8:
                Stream(row, lanes, bits);
                break;
            case < 16:
                Stream(row, MemoryMarshal.Cast<byte, ushort>(lanes), bits);
                break;
            default:
                Stream(row, MemoryMarshal.Cast<byte, uint>(lanes), bits);
                break;
        }
    }

    /// <summary>Adds to every sample the one before it; TIFF 6.0 section 14.</summary>
    /// <param name="lanes">A row.</param>
    /// <param name="laneBytes">Bytes of a lane.</param>
    /// <param name="step">Lanes to the same sample of the pixel on the left.</param>
    /// <param name="bits">Bits of a sample: sums are modulo 2^bits.</param>
    public static void Accumulate(Span<byte> lanes, int laneBytes, int step, int bits)
    {
        switch (laneBytes)
        {
            case 1 when bits == 8:
                RunningBytes.Sum(lanes, step);
                break;
            case 1:
                Sum(lanes, step, (byte)(0xFF >> (8 - bits)));
                break;
            case 2:
                Sum(MemoryMarshal.Cast<byte, ushort>(lanes), step, (ushort)(0xFFFF >> (16 - bits)));
                break;
            case 4:
                Sum(MemoryMarshal.Cast<byte, uint>(lanes), step, uint.MaxValue >> (32 - bits));
                break;
            default:
                Sum(MemoryMarshal.Cast<byte, ulong>(lanes), step, ulong.MaxValue);
                break;
        }
    }

    /// <summary>Undoes the predictor of floating-point numbers; TIFF Technical Note 3 of Adobe, 2005: the bytes of a row lie in planes, the highest
    /// first, and each is the difference to the byte before.</summary>
    /// <param name="row">Packed samples; holds their sums afterwards.</param>
    /// <param name="result">Packed samples with the highest byte first.</param>
    /// <param name="step">Samples of a pixel.</param>
    /// <param name="bytes">Bytes of a sample.</param>
    public static void Join(Span<byte> row, Span<byte> result, int step, int bytes)
    {
        RunningBytes.Sum(row, step);
        int count = row.Length / bytes;
        for (int plane = 0; plane < bytes; plane++)
        {
            ReadOnlySpan<byte> from = row.Slice(plane * count, count);
            for (int i = 0; i < count; i++)
            {
                result[(i * bytes) + plane] = from[i];
            }
        }
    }

    private static void Sum<T>(Span<T> lanes, int step, T mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = step; i < lanes.Length; i++)
        {
            lanes[i] = (lanes[i] + lanes[i - step]) & mask;
        }
    }

    private static void Order(ReadOnlySpan<ushort> row, Span<ushort> lanes, bool swap)
    {
        row.CopyTo(lanes);
        if (swap)
        {
            BinaryPrimitives.ReverseEndianness(lanes, lanes);
        }
    }

    private static void Order(ReadOnlySpan<uint> row, Span<uint> lanes, bool swap)
    {
        row.CopyTo(lanes);
        if (swap)
        {
            BinaryPrimitives.ReverseEndianness(lanes, lanes);
        }
    }

    private static void Order(ReadOnlySpan<ulong> row, Span<ulong> lanes, bool swap)
    {
        row.CopyTo(lanes);
        if (swap)
        {
            BinaryPrimitives.ReverseEndianness(lanes, lanes);
        }
    }

    private static void Triples(ReadOnlySpan<byte> row, Span<uint> lanes, bool bigEndian)
    {
        for (int i = 0; i < lanes.Length; i++)
        {
            ReadOnlySpan<byte> sample = row.Slice(3 * i, 3);
            lanes[i] = bigEndian
                ? ((uint)sample[0] << 16) | ((uint)sample[1] << 8) | sample[2]
                : ((uint)sample[2] << 16) | ((uint)sample[1] << 8) | sample[0];
        }
    }

    private static void Stream<T>(ReadOnlySpan<byte> row, Span<T> lanes, int bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong buffer = 0;
        int held = 0;
        int position = 0;
        ulong mask = (1UL << bits) - 1;
        for (int i = 0; i < lanes.Length; i++)
        {
            while (held < bits)
            {
                buffer = (buffer << 8) | row[position++];
                held += 8;
            }

            held -= bits;
            lanes[i] = T.CreateTruncating((buffer >> held) & mask);
        }
    }
}
