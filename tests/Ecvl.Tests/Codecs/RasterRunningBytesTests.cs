using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Differences of neighbours are summed up again for every pixel size and length of row.</summary>
public sealed class RasterRunningBytesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Rows_with_differences_come_back_for_every_width(int channels)
    {
        for (int width = 1; width <= 50; width++)
        {
            Image image = new("cxy", [channels, width, 2], PixelType.UInt8);
            new Random(width).NextBytes(image.AsSpan<byte>());
            Image back = ImageFile.Read(ImageFile.Encode(image, new TiffWriteOptions(TiffCompression.Deflate)));
            Assert.Equal(image.AsSpan<byte>().ToArray(), back.AsSpan<byte>().ToArray());
            if (channels <= 4)
            {
                Image png = ImageFile.Read(ImageFile.Encode(image, new PngWriteOptions(PngFilter.Sub)));
                Assert.Equal(image.AsSpan<byte>().ToArray(), png.AsSpan<byte>().ToArray());
            }
        }
    }
}
