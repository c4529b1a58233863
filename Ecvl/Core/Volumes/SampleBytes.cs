using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Turns samples from one byte order into the other.</summary>
internal static class SampleBytes
{
    /// <summary>Reverses the bytes of every sample in place.</summary>
    /// <param name="bytes">Whole samples.</param>
    /// <param name="sampleBytes">Bytes of one: 1, 2, 4 or 8.</param>
    public static void Swap(Span<byte> bytes, int sampleBytes)
    {
        switch (sampleBytes)
        {
            case 2:
                Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(pairs, pairs);
                break;
            case 4:
                Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                Span<ulong> longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
