namespace DeepHealth.Ecvl;

/// <summary>A Huffman code, prepared so that one look at the next bits gives the symbol and, where they fit, the number that follows it.</summary>
/// <remarks>ITU-T T.81, annex C and F.2.2. Memory is pinned, so that <see cref="Fast"/> stays valid as long as this object.</remarks>
internal sealed unsafe class JpegHuffmanTable
{
    /// <summary>Bits of the look.</summary>
    public const int FastBits = 10;

    /// <summary>Longest code.</summary>
    public const int LongestCode = 16;

    private readonly int[] _fast = GC.AllocateArray<int>(1 << FastBits, pinned: true);
    private readonly int[] _mostCode = new int[LongestCode + 1];
    private readonly int[] _offset = new int[LongestCode + 1];
    private readonly byte[] _values = new byte[256];

    private JpegHuffmanTable() => Fast = (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_fast));

    /// <summary>For the next <see cref="FastBits"/> bits: bits 0-7 hold how many to drop, 0 where the code is longer; 8-11 the size of a number that is
    /// still to be read; 12-15 the run (the upper half of the symbol); 16-31 the number itself where it was seen whole, never 0.</summary>
    public int* Fast { get; }

    /// <summary>Largest symbol.</summary>
    public int LargestSymbol { get; private set; }

    /// <summary>Prepares a code.</summary>
    /// <param name="counts">Codes of 1 … 16 bits.</param>
    /// <param name="symbols">Symbols by growing code, as many as the counts say, at most 256.</param>
    /// <returns>Null where the counts ask for more codes of a length than there are.</returns>
    public static JpegHuffmanTable? TryCreate(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        JpegHuffmanTable table = new();
        symbols.CopyTo(table._values);
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = counts[length - 1];
            table._offset[length] = next - code;
            for (int i = 0; i < count; i++, next++, code++)
            {
                if (code >= 1 << length)
                {
                    return null;
                }

                table.LargestSymbol = Math.Max(table.LargestSymbol, symbols[next]);
                table.AddFast(code, length, symbols[next]);
            }

            table._mostCode[length] = count == 0 ? -1 : code - 1;
            code <<= 1;
        }

        return table;
    }

    /// <summary>Decodes a code that is longer than the look.</summary>
    /// <param name="bits">The next bits, the first in bit 63.</param>
    /// <param name="length">Bits to drop; 17 where no code begins like this, as libjpeg does.</param>
    /// <returns>The symbol; 0 where there is none.</returns>
    public int Slow(ulong bits, out int length)
    {
        for (length = FastBits + 1; length <= LongestCode; length++)
        {
            int code = (int)(bits >> (64 - length));
            if (code <= _mostCode[length])
            {
                return _values[(code + _offset[length]) & 255];
            }
        }

        return 0;
    }

    // Also the low half of a symbol as the size of a number: what DC, AC and lossless codes have in common.
    private void AddFast(int code, int length, int symbol)
    {
        if (length > FastBits)
        {
            return;
        }

        int size = symbol & 15;
        int rest = FastBits - length;
        for (int tail = 0; tail < 1 << rest; tail++)
        {
            int run = symbol >> 4;
            int entry = length | (size << 8) | (run << 12);
            if (size > 0 && size <= rest)
            {
                int number = tail >> (rest - size);
                number = number < 1 << (size - 1) ? number - (1 << size) + 1 : number;
                entry = (length + size) | (run << 12) | (number << 16);
            }

            _fast[(code << rest) | tail] = entry;
        }
    }
}
