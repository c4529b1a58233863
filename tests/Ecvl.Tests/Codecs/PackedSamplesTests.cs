using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Samples of a few bits are taken out of bytes from the highest bit on.</summary>
public sealed class PackedSamplesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_byte_and_every_length(int bits)
    {
        byte[] row = [.. Enumerable.Range(0, 256).Select(value => (byte)(value * 7))];
        int scale = 255 / ((1 << bits) - 1);
        for (int length = (row.Length * 8 / bits) - 9; length <= row.Length * 8 / bits; length++)
        {
            byte[] samples = new byte[length];
            PackedSamples.Expand(row, samples, bits, scale);
            string digits = string.Concat(row.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
            Assert.Equal([.. Enumerable.Range(0, length).Select(i => (byte)(Convert.ToInt32(digits.Substring(i * bits, bits), 2) * scale))], samples);
        }
    }
}
