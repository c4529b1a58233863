using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepHealth.Numerics;

/// <summary>Turns numbers from one byte order into the other.</summary>
public static class ByteOrder
{
    /// <summary>Reverses the bytes of every number in place; a part of a number at the end stays.</summary>
    /// <param name="bytes">The numbers.</param>
    /// <param name="size">Bytes of one: 2, 4 or 8; nothing is done for 1.</param>
    public static void Swap(Span<byte> bytes, int size)
    {
        switch (size)
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
