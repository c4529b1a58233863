using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Decodes the coefficients of one block; ITU-T T.81, F.2.2 and G.1.2.</summary>
/// <remarks>Damaged codes are taken as libjpeg takes them: no code is the symbol 0, and a run beyond the end writes the last place.</remarks>
internal static unsafe class JpegBlocks
{
    private static byte* Natural => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(JpegOrder.Natural));

    /// <summary>Decodes a sequential block into zeros.</summary>
    /// <returns>Whether all coefficients but the first are 0.</returns>
    public static bool Sequential(ref JpegBitReader reader, JpegComponent component, short* block)
    {
        component.Prediction += Difference(ref reader, component.Dc!);
        block[0] = (short)component.Prediction;

        // State in locals, so that it stays in registers.
        ulong bits = reader.Bits;
        int count = reader.Count;
        JpegHuffmanTable table = component.Ac!;
        int* fast = table.Fast;
        byte* natural = Natural;
        int k = 1;
        bool onlyDc = true;
        while (k < 64)
        {
            JpegBitReader.Fill(ref reader, ref bits, ref count);
            int entry = fast[bits >> (64 - JpegHuffmanTable.FastBits)];
            int length = entry & 255;
            if (entry >> 16 != 0)
            {
                // Code and number in one look.
                k += (entry >> 12) & 15;
                bits <<= length;
                count -= length;
                block[natural[k]] = (short)(entry >> 16);
                onlyDc = false;
                k++;
                continue;
            }

            int symbol = (entry >> 8) & 255;
            if (length == 0)
            {
                symbol = table.Slow(bits, out length);
                reader.BadCodes += length > JpegHuffmanTable.LongestCode ? 1 : 0;
            }

            bits <<= length;
            count -= length;
            int size = symbol & 15;
            int run = symbol >> 4;
            if (size == 0)
            {
                if (run != 15)
                {
                    break;
                }

                k += 16;
                continue;
            }

            k += run;
            block[natural[k]] = (short)JpegBitReader.Extend((int)(bits >> (64 - size)), size);
            bits <<= size;
            count -= size;
            onlyDc = false;
            k++;
        }

        reader.Bits = bits;
        reader.Count = count;
        return onlyDc;
    }

    /// <summary>First scan of a DC coefficient.</summary>
    public static void DcFirst(ref JpegBitReader reader, JpegComponent component, short* block, int low)
    {
        component.Prediction += Difference(ref reader, component.Dc!);
        block[0] = (short)(component.Prediction << low);
    }

    /// <summary>A further bit of a DC coefficient.</summary>
    public static void DcRefine(ref JpegBitReader reader, short* block, int low)
    {
        if (reader.Take(1) != 0)
        {
            block[0] |= (short)(1 << low);
        }
    }

    /// <summary>First scan of AC coefficients.</summary>
    /// <param name="reader">The data.</param>
    /// <param name="table">The code.</param>
    /// <param name="block">The block.</param>
    /// <param name="scan">Band and bits.</param>
    /// <param name="ended">Blocks, from this one on, that have nothing more in this band.</param>
    public static void AcFirst(ref JpegBitReader reader, JpegHuffmanTable table, short* block, JpegScan scan, ref int ended)
    {
        if (ended > 0)
        {
            ended--;
            return;
        }

        byte* natural = Natural;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int symbol = reader.Symbol(table);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0)
            {
                if (run != 15)
                {
                    ended = (1 << run) + reader.Take(run) - 1;
                    return;
                }

                k += 15;
                continue;
            }

            k += run;
            block[natural[k]] = (short)(JpegBitReader.Extend(reader.Take(size), size) << scan.Low);
        }
    }

    /// <summary>A further bit of AC coefficients; T.81, G.1.2.3.</summary>
    /// <param name="reader">The data.</param>
    /// <param name="table">The code.</param>
    /// <param name="block">The block.</param>
    /// <param name="scan">Band and bits.</param>
    /// <param name="ended">Blocks, from this one on, in which no coefficient becomes other than 0.</param>
    public static void AcRefine(ref JpegBitReader reader, JpegHuffmanTable table, short* block, JpegScan scan, ref int ended)
    {
        if (ended > 0 && IsOnlyDc(block))
        {
            ended--;
            return;
        }

        byte* natural = Natural;
        int plus = 1 << scan.Low;
        int k = scan.First;
        while (ended == 0 && k <= scan.Last)
        {
            int symbol = reader.Symbol(table);
            int run = symbol >> 4;
            int fresh = 0;
            if ((symbol & 15) != 0)
            {
                fresh = reader.Take(1) != 0 ? plus : -plus;
            }
            else if (run != 15)
            {
                ended = (1 << run) + reader.Take(run);
                break;
            }

            // Coefficients that were 0 are counted, the others get their bit on the way.
            for (; k <= scan.Last; k++)
            {
                short* at = block + natural[k];
                if (*at != 0)
                {
                    Refine(ref reader, at, plus);
                }
                else if (--run < 0)
                {
                    break;
                }
            }

            if (fresh != 0)
            {
                block[natural[k]] = (short)fresh;
            }

            k++;
        }

        if (ended > 0)
        {
            for (; k <= scan.Last; k++)
            {
                short* at = block + natural[k];
                if (*at != 0)
                {
                    Refine(ref reader, at, plus);
                }
            }

            ended--;
        }
    }

    /// <summary>Whether all coefficients but the first are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOnlyDc(short* block)
    {
        Vector256<short> first = Vector256.Load(block).WithElement(0, (short)0);
        return (first | Vector256.Load(block + 16) | Vector256.Load(block + 32) | Vector256.Load(block + 48)) == Vector256<short>.Zero;
    }

    // A DC difference; T.81, F.2.2.1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Difference(ref JpegBitReader reader, JpegHuffmanTable table)
    {
        JpegBitReader.Fill(ref reader, ref reader.Bits, ref reader.Count);
        int entry = table.Fast[reader.Bits >> (64 - JpegHuffmanTable.FastBits)];
        if (entry >> 16 != 0)
        {
            reader.Bits <<= entry & 255;
            reader.Count -= entry & 255;
            return entry >> 16;
        }

        int size = reader.Symbol(table);
        return size == 0 ? 0 : JpegBitReader.Extend(reader.Take(size), size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refine(ref JpegBitReader reader, short* coefficient, int plus)
    {
        if (reader.Take(1) != 0 && (*coefficient & plus) == 0)
        {
            *coefficient += (short)(*coefficient >= 0 ? plus : -plus);
        }
    }
}
