namespace DeepHealth.Ecvl;

/// <summary>A Huffman code for writing.</summary>
internal sealed class JpegHuffmanCode
{
    private readonly ushort[] _codes = new ushort[256];
    private readonly byte[] _sizes = new byte[256];

    /// <summary>Assigns the codes; ITU-T T.81, annex C.</summary>
    /// <param name="counts">Codes of 1 … 16 bits.</param>
    /// <param name="symbols">Symbols by growing code.</param>
    public JpegHuffmanCode(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        Definition = [.. counts, .. symbols];
        int code = 0;
        int next = 0;
        for (int length = 1; length <= JpegHuffmanTable.LongestCode; length++, code <<= 1)
        {
            for (int i = 0; i < counts[length - 1]; i++, next++, code++)
            {
                _codes[symbols[next]] = (ushort)code;
                _sizes[symbols[next]] = (byte)length;
            }
        }
    }

    /// <summary>Counts and symbols, as a file states them.</summary>
    public byte[] Definition { get; }

    /// <summary>Makes the shortest code for symbols of given numbers; T.81, K.2.</summary>
    /// <param name="numbers">How often each of up to 256 symbols occurs.</param>
    public static JpegHuffmanCode Optimal(ReadOnlySpan<long> numbers)
    {
        // One more symbol, the rarest, takes the code of all ones, which must not be used.
        int reserved = numbers.Length;
        long[] left = [.. numbers, 1];
        int[] sizes = new int[left.Length];
        int[] next = new int[left.Length];
        Array.Fill(next, -1);
        while (true)
        {
            (int first, int second) = TwoRarest(left);
            if (second < 0)
            {
                break;
            }

            // Two trees become one: all their codes grow by a bit.
            left[first] += left[second];
            left[second] = 0;
            int last = first;
            for (int i = first; i >= 0; i = next[i])
            {
                sizes[i]++;
                last = i;
            }

            next[last] = second;
            for (int i = second; i >= 0; i = next[i])
            {
                sizes[i]++;
            }
        }

        byte[] counts = Counts(sizes);
        int[] order = [.. Enumerable.Range(0, reserved).Where(symbol => sizes[symbol] > 0)];
        Array.Sort(Array.ConvertAll(order, symbol => (sizes[symbol] << 8) | symbol), order);
        return new JpegHuffmanCode(counts, Array.ConvertAll(order, symbol => (byte)symbol));
    }

    /// <summary>Writes a symbol.</summary>
    public void Write(JpegOutput output, int symbol) => output.Bits(_codes[symbol], _sizes[symbol]);

    private static (int First, int Second) TwoRarest(long[] left)
    {
        int first = -1;
        int second = -1;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] == 0)
            {
                continue;
            }

            if (first < 0 || left[i] <= left[first])
            {
                (first, second) = (i, first);
            }
            else if (second < 0 || left[i] <= left[second])
            {
                second = i;
            }
        }

        return (first, second);
    }

    // How many codes have each length, none above 16 bits, without the reserved one, which is among the longest.
    private static byte[] Counts(int[] sizes)
    {
        int[] counts = new int[Math.Max(sizes.Max(), JpegHuffmanTable.LongestCode) + 1];
        foreach (int size in sizes)
        {
            counts[size]++;
        }

        for (int i = counts.Length - 1; i > JpegHuffmanTable.LongestCode; i--)
        {
            while (counts[i] > 0)
            {
                // A pair of the longest: one takes the place of their parent, the other pairs with a shorter code.
                int shorter = i - 2;
                while (counts[shorter] == 0)
                {
                    shorter--;
                }

                counts[i] -= 2;
                counts[i - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }

        int longest = JpegHuffmanTable.LongestCode;
        while (counts[longest] == 0)
        {
            longest--;
        }

        counts[longest]--;
        return [.. counts.Skip(1).Take(JpegHuffmanTable.LongestCode).Select(count => (byte)count)];
    }
}
