namespace DeepHealth.Ecvl;

/// <summary>Unpacks data compressed after Lempel, Ziv and Welch, as TIFF (6.0 section 13) and GIF (89a appendix F) use it.</summary>
/// <remarks>A new table entry is the previous string and the byte behind it, and both already lie next to each other in the output:
/// an entry is a place and a length there, and no string is stored twice.</remarks>
internal static class Lzw
{
    private const int MostCodes = 4096;
    private const int MostBits = 12;

    /// <summary>Unpacks until the output is full, an end mark, or the end of the data.</summary>
    /// <param name="data">Codes of 3 to 12 bits.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="literalBits">Bits of a literal, 2 … 8.</param>
    /// <param name="highBitFirst">Whether codes begin with the highest bit of a byte (TIFF), else with the lowest (GIF and old TIFF).</param>
    /// <returns>Bytes written, or −1 − the offset of a code that is in no table.</returns>
    public static int Decode(ReadOnlySpan<byte> data, Span<byte> output, int literalBits, bool highBitFirst)
    {
        Span<int> starts = stackalloc int[MostCodes];
        Span<int> lengths = stackalloc int[MostCodes];
        int clear = 1 << literalBits;

        // TIFF widens its codes one entry early.
        int early = highBitFirst ? 1 : 0;
        int width = literalBits + 1;
        int next = clear + 2;
        int previousStart = 0;
        int previousLength = 0;
        int written = 0;
        ulong buffer = 0;
        int held = 0;
        int position = 0;
        while (written < output.Length)
        {
            while (held < width)
            {
                if (position == data.Length)
                {
                    return written;
                }

                ulong value = data[position++];
                buffer = highBitFirst ? (buffer << 8) | value : buffer | (value << held);
                held += 8;
            }

            held -= width;
            int code = (int)(highBitFirst ? buffer >> held : buffer) & ((1 << width) - 1);
            buffer = highBitFirst ? buffer & ((1UL << held) - 1) : buffer >> width;
            if (code == clear)
            {
                width = literalBits + 1;
                next = clear + 2;
                previousLength = 0;
                continue;
            }

            if (code == clear + 1)
            {
                return written;
            }

            // The entry that this code completes may be the one that it names.
            if (previousLength > 0 && next < MostCodes)
            {
                starts[next] = previousStart;
                lengths[next++] = previousLength + 1;
                width += next + early >= 1 << width && width < MostBits ? 1 : 0;
            }

            previousStart = written;
            if (code < clear)
            {
                output[written++] = (byte)code;
                previousLength = 1;
                continue;
            }

            if (code >= next)
            {
                return -1 - position;
            }

            previousLength = Math.Min(lengths[code], output.Length - written);
            int from = starts[code];
            if (from + previousLength <= written)
            {
                output.Slice(from, previousLength).CopyTo(output[written..]);
                written += previousLength;
                continue;
            }

            // The string reaches into itself by one byte.
            for (int i = 0; i < previousLength; i++)
            {
                output[written++] = output[from + i];
            }
        }

        return written;
    }
}
