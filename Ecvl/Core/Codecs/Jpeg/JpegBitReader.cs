using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Reads bits of entropy-coded data: removes stuffed zeros, stops before markers, and gives zeros from there on.</summary>
/// <remarks>ITU-T T.81, F.2.2.5. Hot loops keep <see cref="Bits"/> and <see cref="Count"/> in locals and call <see cref="Fill"/> when few bits are left.</remarks>
/// <param name="position">First byte.</param>
/// <param name="end">Past the last byte.</param>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct JpegBitReader(byte* position, byte* end)
{
    private readonly byte* _end = end;
    private int _invented;

    /// <summary>The next bits, the first in bit 63; below <see cref="Count"/> bits lie zeros or bits that will be read again.</summary>
    public ulong Bits;

    /// <summary>How many bits may be taken.</summary>
    public int Count;

    /// <summary>The next byte to load: while data lasts, no marker lies before it.</summary>
    public byte* Position = position;

    /// <summary>Whether a marker, or the end of the file, lies at <see cref="Position"/>.</summary>
    public bool AtMarker;

    /// <summary>How many codes were none; the symbol 0 was taken instead.</summary>
    public int BadCodes;

    /// <summary>Whether more bits were taken than the data has.</summary>
    public readonly bool Overrun => _invented > Count;

    /// <summary>Whether the file ends where bits were asked for.</summary>
    public readonly bool AtEnd => AtMarker && Position >= _end;

    /// <summary>Makes at least 32 bits ready, where fewer are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ref JpegBitReader reader, ref ulong bits, ref int count)
    {
        if (count >= 32)
        {
            return;
        }

        byte* position = reader.Position;
        if (reader._end - position >= 8)
        {
            ulong word = Unsafe.ReadUnaligned<ulong>(position);
            word = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;

            // No byte is 255: adding 1 carries out of none. Bits behind the whole bytes that are taken will be loaded again, with the same values.
            if (((~word - 0x0101010101010101) & word & 0x8080808080808080) == 0)
            {
                bits |= word >> count;
                int bytes = (63 - count) >> 3;
                reader.Position = position + bytes;
                count += bytes << 3;
                return;
            }
        }

        reader.Bits = bits;
        reader.Count = count;
        reader.FillByBytes();
        bits = reader.Bits;
        count = reader.Count;
    }

    /// <summary>Takes up to 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int size)
    {
        Fill(ref this, ref Bits, ref Count);
        int value = size == 0 ? 0 : (int)(Bits >> (64 - size));
        Bits <<= size;
        Count -= size;
        return value;
    }

    /// <summary>Decodes a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(JpegHuffmanTable table)
    {
        Fill(ref this, ref Bits, ref Count);

        // The number behind the symbol is not asked for here: find its size again where the look has already resolved it.
        int entry = table.Fast[Bits >> (64 - JpegHuffmanTable.FastBits)];
        int length = entry & 255;
        int symbol = (entry >> 8) & 255;
        int number = entry >> 16;
        if (number != 0)
        {
            int size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(number));
            length -= size;
            symbol |= size;
        }
        else if (length == 0)
        {
            symbol = table.Slow(Bits, out length);
            BadCodes += length > JpegHuffmanTable.LongestCode ? 1 : 0;
        }

        Bits <<= length;
        Count -= length;
        return symbol;
    }

    /// <summary>The number that <paramref name="bits"/> of <paramref name="size"/> bits stand for; T.81, figure F.12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Extend(int bits, int size) => bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;

    /// <summary>Drops what is ready and goes on behind a marker.</summary>
    public void Restart(byte* position)
    {
        Position = position;
        Bits = 0;
        Count = 0;
        _invented = 0;
        AtMarker = false;
    }

    private void FillByBytes()
    {
        while (Count <= 56)
        {
            // A marker is not looked for again: any number of bytes of 255 may lie before it.
            int value = AtMarker ? -1 : NextByte();
            if (value < 0)
            {
                // Zeros for ever. Both counts grow alike, so that once taken they stay noticed.
                AtMarker = true;
                int room = (64 - Count) & ~7;
                Count += room;
                _invented += room;
                return;
            }

            Bits |= (ulong)value << (56 - Count);
            Count += 8;
        }
    }

    private int NextByte()
    {
        if (Position >= _end)
        {
            return -1;
        }

        if (*Position != 0xFF)
        {
            return *Position++;
        }

        // Any number of 255 may come before a zero (then they are one 255) or before the code of a marker.
        byte* next = Position + 1;
        while (next < _end && *next == 0xFF)
        {
            next++;
        }

        if (next >= _end || *next != 0)
        {
            return -1;
        }

        Position = next + 1;
        return 0xFF;
    }
}
