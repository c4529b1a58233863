namespace DeepHealth.Eddl;

/// <summary>Values per channel, repeated along neighbouring cells up to a whole number of registers: loops over cells whose channels lie side by
/// side then are loops over plain vectors, for any number of channels.</summary>
internal static unsafe class ChannelPattern
{
    // The widest register. A pattern of any length that this divides works for every instruction set.
    private const int Lanes = 16;

    // So long that a sum kept in memory has been written long before the loop comes back to it.
    private const int LeastLength = 256;

    /// <summary>Elements of a pattern.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="runSize">Elements of the longest run of cells: a pattern need not be longer.</param>
    public static int Length(int channels, int runSize)
    {
        int common = Lanes;
        while (common % channels != 0 && common < runSize)
        {
            common += Lanes;
        }

        int repeated = common * ((LeastLength + common - 1) / common);
        return Math.Min(repeated, (runSize + Lanes - 1) / Lanes * Lanes);
    }

    /// <summary>Repeats the first values of a pattern over its length.</summary>
    public static void Repeat(float* pattern, int channels, int length)
    {
        for (nint i = channels; i < length; i++)
        {
            pattern[i] = pattern[i - channels];
        }
    }

    /// <summary>Adds up what a pattern holds for each channel.</summary>
    public static void Fold(float* pattern, int channels, int length, double* sums)
    {
        new Span<double>(sums, channels).Clear();
        for (nint start = 0; start < length; start += channels)
        {
            nint count = nint.Min(channels, length - start);
            for (nint c = 0; c < count; c++)
            {
                sums[c] += pattern[start + c];
            }
        }
    }
}
