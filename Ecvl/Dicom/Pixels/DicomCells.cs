using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Turns the cells of pixel data into numbers (DICOM PS3.5 section 8.1.1).</summary>
internal static class DicomCells
{
    /// <summary>Values of cells of any width.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="cells">Little-endian cells, the samples of a pixel together.</param>
    /// <param name="width">Bytes of a cell: 1, 2 or 4.</param>
    /// <param name="lowBit">Lowest bit of a value in its cell.</param>
    /// <param name="bits">Bits of a value.</param>
    /// <param name="isSigned">Whether values are two's complement.</param>
    /// <param name="values">Filled completely.</param>
    public static void Read<T>(ReadOnlySpan<byte> cells, int width, int lowBit, int bits, bool isSigned, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        switch (width)
        {
            case 1 when isSigned:
                Convert(MemoryMarshal.Cast<byte, sbyte>(cells), values, 8 - bits - lowBit, 8 - bits);
                break;
            case 1:
                Convert(cells, values, 8 - bits - lowBit, 8 - bits);
                break;
            case 2 when isSigned:
                Convert(MemoryMarshal.Cast<byte, short>(cells), values, 16 - bits - lowBit, 16 - bits);
                break;
            case 2:
                Convert(MemoryMarshal.Cast<byte, ushort>(cells), values, 16 - bits - lowBit, 16 - bits);
                break;
            case 4 when isSigned:
                Convert(MemoryMarshal.Cast<byte, int>(cells), values, 32 - bits - lowBit, 32 - bits);
                break;
            default:
                Convert(MemoryMarshal.Cast<byte, uint>(cells), values, 32 - bits - lowBit, 32 - bits);
                break;
        }
    }

    /// <summary>Cuts off the bits beside the stored ones and extends signs, in place.</summary>
    /// <param name="values">Cells.</param>
    /// <param name="up">Bits above the value.</param>
    /// <param name="down">Bits of the cell that the value does not use.</param>
    public static void Align<T>(Span<T> values, int up, int down)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (down == 0)
        {
            return;
        }

        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // Shifting right repeats the sign of signed types only.
            ref T first = ref MemoryMarshal.GetReference(values);
            for (; i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                ((Vector256.LoadUnsafe(ref first, (nuint)i) << up) >> down).StoreUnsafe(ref first, (nuint)i);
            }
        }

        for (; i < values.Length; i++)
        {
            values[i] = (values[i] << up) >> down;
        }
    }

    /// <summary>One byte for each bit; the first pixel is the lowest bit.</summary>
    public static void Bits(ReadOnlySpan<byte> packed, int first, Span<byte> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (byte)((packed[(first + i) >> 3] >> ((first + i) & 7)) & 1);
        }
    }

    /// <summary>Two bytes for each value of 12 bits; values follow each other without gaps, from the lowest bit on.</summary>
    public static void Twelves(ReadOnlySpan<byte> packed, int first, Span<byte> cells)
    {
        for (int i = 0; i < cells.Length / 2; i++)
        {
            int bit = first + (i * 12);
            int pair = packed[bit >> 3] | (packed[(bit >> 3) + 1] << 8);
            int value = (pair >> (bit & 7)) & 0xFFF;
            cells[2 * i] = (byte)value;
            cells[(2 * i) + 1] = (byte)(value >> 8);
        }
    }

    /// <summary>Puts the samples of a pixel together that lie in planes.</summary>
    public static void Interleave(ReadOnlySpan<byte> planes, int width, int samples, Span<byte> cells)
    {
        int pixels = planes.Length / width / samples;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<byte> plane = planes.Slice(sample * pixels * width, pixels * width);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                plane.Slice(pixel * width, width).CopyTo(cells[(((pixel * samples) + sample) * width)..]);
            }
        }
    }

    /// <summary>Gives both pixels of a pair its chroma: a pair is Y1 Y2 Cb Cr (PS3.3 section C.7.6.3.1.2).</summary>
    public static void Expand(ReadOnlySpan<byte> halved, Span<byte> cells)
    {
        for (int from = 0, to = 0; to < cells.Length; from += 4, to += 6)
        {
            (cells[to], cells[to + 1], cells[to + 2]) = (halved[from], halved[from + 2], halved[from + 3]);
            (cells[to + 3], cells[to + 4], cells[to + 5]) = (halved[from + 1], halved[from + 2], halved[from + 3]);
        }
    }

    private static void Convert<TCell, T>(ReadOnlySpan<TCell> cells, Span<T> values, int up, int down)
        where TCell : unmanaged, IBinaryInteger<TCell>
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(TCell))
        {
            MemoryMarshal.Cast<TCell, T>(cells).CopyTo(values);
            Align(values, up, down);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateTruncating((cells[i] << up) >> down);
        }
    }
}
