using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The bit layouts of the storage formats.</summary>
/// <remarks>WFDB, signal(5). A source or destination of packed formats may end inside a block.</remarks>
internal static class WfdbPacking
{
    public static void Unpack8(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (sbyte)source[i];
        }
    }

    public static void Pack8(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = (byte)source[i];
        }
    }

    public static void Unpack16(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadInt16LittleEndian(source[(2 * i)..]);
        }
    }

    public static void Pack16(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(destination[(2 * i)..], (short)source[i]);
        }
    }

    public static void Unpack24(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[3 * i] | (source[(3 * i) + 1] << 8) | ((sbyte)source[(3 * i) + 2] << 16);
        }
    }

    public static void Pack24(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[3 * i] = (byte)source[i];
            destination[(3 * i) + 1] = (byte)(source[i] >> 8);
            destination[(3 * i) + 2] = (byte)(source[i] >> 16);
        }
    }

    public static void Unpack32(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(4 * i)..]);
        }
    }

    public static void Pack32(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(destination[(4 * i)..], source[i]);
        }
    }

    // As format 16 with the high byte first.
    public static void Unpack61(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadInt16BigEndian(source[(2 * i)..]);
        }
    }

    public static void Pack61(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(destination[(2 * i)..], (short)source[i]);
        }
    }

    // Offset binary: 128 is zero.
    public static void Unpack80(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i] - 128;
        }
    }

    public static void Pack80(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = (byte)(source[i] + 128);
        }
    }

    // Offset binary of 16 bits: 32768 is zero.
    public static void Unpack160(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BinaryPrimitives.ReadUInt16LittleEndian(source[(2 * i)..]) - 32768;
        }
    }

    public static void Pack160(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(2 * i)..], (ushort)(source[i] + 32768));
        }
    }

    // Three bytes hold two 12-bit samples: low byte of the first, high nibbles of both (first in the low half), low byte of the second.
    public static void Unpack212(ReadOnlySpan<byte> source, Span<int> destination)
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

    public static void Pack212(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            int at = i / 2 * 3;
            bool second = (i & 1) == 1;
            destination[second ? at + 2 : at] = (byte)source[i];
            destination[at + 1] |= (byte)(second ? (source[i] >> 4) & 0xF0 : (source[i] >> 8) & 0x0F);
        }
    }

    // Two 16-bit words hold three 10-bit samples: bits 1 to 10 of each word are the first and the second; bits 11 to 15 of the first
    // word are the low half of the third, those of the second word its high half. Bit 0 is not used.
    public static void Unpack310(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> block = source[(i / 3 * 4)..];
            int value = (i % 3) switch
            {
                0 => BinaryPrimitives.ReadUInt16LittleEndian(block) >> 1,
                1 => BinaryPrimitives.ReadUInt16LittleEndian(block[2..]) >> 1,
                _ => (block[1] >> 3) | (block[3] >> 3 << 5),
            };
            destination[i] = (value << 22) >> 22;
        }
    }

    public static void Pack310(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            Span<byte> block = destination[(i / 3 * 4)..];
            int value = source[i] & 0x3FF;
            if (i % 3 < 2)
            {
                Span<byte> word = block[(2 * (i % 3))..];
                BinaryPrimitives.WriteUInt16LittleEndian(word, (ushort)(value << 1));
            }
            else
            {
                block[1] |= (byte)((value & 31) << 3);
                block[3] |= (byte)((value >> 5) << 3);
            }
        }
    }

    // A 32-bit word holds three 10-bit samples from its lowest bit on; the two highest bits are not used.
    public static void Unpack311(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            int shift = i % 3 * 10;
            ReadOnlySpan<byte> pair = source[((i / 3 * 4) + (shift / 8))..];
            int value = BinaryPrimitives.ReadUInt16LittleEndian(pair) >> (shift % 8);
            destination[i] = (value << 22) >> 22;
        }
    }

    public static void Pack311(ReadOnlySpan<int> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            int shift = i % 3 * 10;
            Span<byte> pair = destination[((i / 3 * 4) + (shift / 8))..];
            int value = (source[i] & 0x3FF) << (shift % 8);
            pair[0] |= (byte)value;
            pair[1] |= (byte)(value >> 8);
        }
    }
}
