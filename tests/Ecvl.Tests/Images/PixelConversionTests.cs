using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Conversions in registers give what the conversion of one sample gives, to the bit.</summary>
public sealed class PixelConversionTests
{
    private static readonly double[] s_edges =
    [
        0, 0.5, 1.5, 2.5, -0.5, -1.5, 126.5, 127.5, 128.5, -127.5, -128.5, -129, 254.5, 255.5, 256, 32766.5, 32767.5, -32768.5, -32769, 65534.5, 65535.5, 65536,
        1e9, -1e9, 2147483647, -2147483648, 3e38, -3e38, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    public static TheoryData<PixelType, PixelType> Pairs
    {
        get
        {
            TheoryData<PixelType, PixelType> pairs = [];
            foreach (PixelType from in Enum.GetValues<PixelType>())
            {
                foreach (PixelType to in Enum.GetValues<PixelType>())
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Gapless_rows_equal_samples_one_by_one(PixelType from, PixelType to)
    {
        foreach (int width in new[] { 1, 7, 8, 9, 31, 64, 131 })
        {
            Image values = new("xy", [width, 2], PixelType.Float64);
            Random random = new(width);
            Span<double> samples = values.AsSpan<double>();
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = i < s_edges.Length ? s_edges[i] : (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(40));
            }

            Image source = values.ConvertTo(from);
            Image whole = source.ConvertTo(to);

            // The same samples with gaps between them are converted one by one.
            Image sparse = new("oxy", [3, width, 2], from);
            sparse.Crop('o', 1..2).CopyFrom(source.Permute("oxy"));
            Image single = new("oxy", [3, width, 2], to);
            single.Crop('o', 1..2).CopyFrom(sparse.Crop('o', 1..2));
            Assert.Equal(Bytes(single.Crop('o', 1..2).Copy()), Bytes(whole));
        }
    }

    private static unsafe byte[] Bytes(Image image)
    {
        byte[] bytes = new ReadOnlySpan<byte>((void*)image.Address, (int)(image.SampleCount * image.PixelType.ByteCount())).ToArray();
        GC.KeepAlive(image);
        return bytes;
    }
}
