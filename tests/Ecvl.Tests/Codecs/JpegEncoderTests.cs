using System.Security.Cryptography;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG files are the same, byte for byte, whatever the processor can do.</summary>
public sealed class JpegEncoderTests
{
    [Theory]
    [InlineData(ColorType.Gray, 90, JpegSubsampling.None, "EDADEB5958E358CD35B05640C9E711ADA4B48A70B107336A")]
    [InlineData(ColorType.Rgb, 1, JpegSubsampling.Both, "F49E97ACD21BCF7EC45E7B30FFBA5FF624047681846590393D")]
    [InlineData(ColorType.Rgb, 75, JpegSubsampling.Both, "6F73F4BA08F5804086DC250A07767FD6AAC72F06E8DF7EBB24")]
    [InlineData(ColorType.Rgb, 100, JpegSubsampling.None, "B92F44F15B2164D7C1502C2C8CD7AE4425EE5BA930734449DB")]
    public void Bytes_are_those_of_the_plain_transform(ColorType color, int quality, JpegSubsampling subsampling, string start)
    {
        int channels = color == ColorType.Gray ? 1 : 3;
        Image image = new("cxy", [channels, 61, 43], PixelType.UInt8, color);
        Random random = new(7);
        View<byte> view = image.View<byte>();
        for (int y = 0; y < 43; y++)
        {
            for (int x = 0; x < 61; x++)
            {
                for (int c = 0; c < channels; c++)
                {
                    // Smooth, noise, and blocks of the two extremes.
                    int value = y < 16 ? (4 * x) + c : y < 32 ? random.Next(256) : ((x ^ y) & 1) * 255;
                    view[c, x, y] = (byte)value;
                }
            }
        }

        Assert.StartsWith(start, Convert.ToHexString(SHA256.HashData(ImageFile.Encode(image, new JpegWriteOptions(quality, subsampling)))), StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void An_image_whose_components_exceed_a_buffer_is_refused()
    {
        byte sample = 0;
        Image image = Image.Wrap((nint)(&sample), null, "xy", [40000, 40000], [0, 0], PixelType.UInt8);
        string message = Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new JpegWriteOptions())).Message;
        Assert.Contains("3200000000 bytes", message, StringComparison.Ordinal);
    }
}
