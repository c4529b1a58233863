using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Takes samples of 1, 2 or 4 bits out of bytes, the highest bits first, as PNG and TIFF store them.</summary>
internal static class PackedSamples
{
    // The product of a byte and this number has the byte shifted by k in byte k: their highest bits are those of the byte from the highest on.
    private const ulong Spread = 0x8040201008040201;
    private const ulong HighestBits = 0x8080808080808080;

    /// <summary>Gives every sample a byte.</summary>
    /// <param name="row">Packed samples.</param>
    /// <param name="samples">As many samples as are wanted.</param>
    /// <param name="bits">1, 2 or 4.</param>
    /// <param name="scale">What samples are multiplied by; the greatest one stays below 256.</param>
    public static void Expand(ReadOnlySpan<byte> row, Span<byte> samples, int bits, int scale)
    {
        int perByte = 8 / bits;
        int whole = samples.Length / perByte;
        int mask = (1 << bits) - 1;
        if (bits == 1)
        {
            for (int i = 0; i < whole; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(samples[(8 * i)..], (((row[i] * Spread) & HighestBits) >> 7) * (ulong)scale);
            }
        }
        else
        {
            int to = 0;
            for (int i = 0; i < whole; i++)
            {
                int value = row[i];
                for (int shift = 8 - bits; shift >= 0; shift -= bits)
                {
                    samples[to++] = (byte)(((value >> shift) & mask) * scale);
                }
            }
        }

        for (int i = whole * perByte; i < samples.Length; i++)
        {
            samples[i] = (byte)(((row[whole] >> (8 - (bits * (i - (whole * perByte) + 1)))) & mask) * scale);
        }
    }
}
