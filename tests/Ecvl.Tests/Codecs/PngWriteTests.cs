using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>PNG files with few bits, palettes, passes and facts are read back as they were.</summary>
public sealed class PngWriteTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Levels_of_few_bits_come_back(int bits)
    {
        int scale = 255 / ((1 << bits) - 1);
        for (int width = 1; width <= 19; width += 3)
        {
            Image image = Noise(ColorType.Gray, width, 11, 1 << bits, scale);
            foreach (bool interlaced in new[] { false, true })
            {
                byte[] file = ImageFile.Encode(image, new PngWriteOptions(BitDepth: bits, Interlaced: interlaced));
                Assert.Equal(bits, file[24]);
                Assert.Equal(interlaced ? 1 : 0, file[28]);
                Image back = ImageFile.Read(file);
                Assert.Equal(image.AsSpan<byte>().ToArray(), back.AsSpan<byte>().ToArray());
                Assert.True(back.Metadata.TryGet(ImageMetadata.BitsPerSample, out long stated) && stated == bits);
            }
        }
    }

    [Theory]
    [InlineData(ColorType.Rgb, 2, 1)]
    [InlineData(ColorType.Rgb, 13, 4)]
    [InlineData(ColorType.Rgba, 4, 2)]
    [InlineData(ColorType.Rgba, 200, 8)]
    public void Palettes_name_every_colour_with_the_fewest_bits(ColorType color, int colors, int bits)
    {
        Image image = new("cxy", [color.ChannelCount(), 31, 29], PixelType.UInt8, color);
        Random random = new(colors);
        byte[] palette = new byte[4 * colors];
        random.NextBytes(palette);
        Span<byte> samples = image.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i++)
        {
            int pixel = i / color.ChannelCount();
            samples[i] = palette[(4 * (pixel < colors ? pixel : pixel * pixel % colors)) + (i % color.ChannelCount())];
        }

        foreach (bool interlaced in new[] { false, true })
        {
            byte[] file = ImageFile.Encode(image, new PngWriteOptions(Palette: true, Interlaced: interlaced));
            Assert.Equal((bits, 3), (file[24], file[25]));
            Image back = ImageFile.Read(file);
            Assert.Equal(image.ToString(), back.ToString());
            Assert.Equal(image.AsSpan<byte>().ToArray(), back.AsSpan<byte>().ToArray());
        }
    }

    [Theory]
    [InlineData(ColorType.Gray, PixelType.UInt16)]
    [InlineData(ColorType.GrayAlpha, PixelType.UInt8)]
    [InlineData(ColorType.Rgb, PixelType.UInt16)]
    [InlineData(ColorType.Rgba, PixelType.UInt8)]
    public void Every_filter_and_pass_is_undone(ColorType color, PixelType type)
    {
        foreach (PngFilter filter in Enum.GetValues<PngFilter>())
        {
            for (int width = 1; width <= 40; width += 13)
            {
                Image image = Noise(color, width, 9, 256, 1).ConvertTo(type);
                image = type == PixelType.UInt16 ? image * 251 : image;
                foreach (bool interlaced in new[] { false, true })
                {
                    Image back = ImageFile.Read(ImageFile.Encode(image, new PngWriteOptions(filter, Interlaced: interlaced)));
                    Assert.Equal(image.ToString(), back.ToString());
                    Assert.Equal(image.ConvertTo(PixelType.Int32).AsSpan<int>().ToArray(), back.ConvertTo(PixelType.Int32).AsSpan<int>().ToArray());
                }
            }
        }
    }

    [Fact]
    public void Profile_exif_and_intent_come_back()
    {
        Image image = Noise(ColorType.Rgb, 3, 2, 256, 1);
        image.Metadata.Set(ImageMetadata.IccProfile, Enumerable.Range(0, 3000).Select(i => (byte)i).ToArray());
        image.Metadata.Set(ImageMetadata.Exif, new byte[] { (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 0, 0 });
        Image back = ImageFile.Read(ImageFile.Encode(image, new PngWriteOptions()));
        Assert.Equal(image.Metadata.OrderBy(fact => fact.Key), back.Metadata.OrderBy(fact => fact.Key));
        Image plain = Noise(ColorType.Rgb, 3, 2, 256, 1);
        plain.Metadata.Set(ImageMetadata.RenderingIntent, 1L);
        Assert.True(ImageFile.Read(ImageFile.Encode(plain, new PngWriteOptions())).Metadata.TryGet(ImageMetadata.RenderingIntent, out long intent));
        Assert.Equal(1, intent);
    }

    [Fact]
    public void What_the_depth_cannot_hold_is_refused()
    {
        Image image = Noise(ColorType.Gray, 30, 30, 256, 1);
        Assert.Contains("no level of 4 bits", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new PngWriteOptions(BitDepth: 4))).Message, StringComparison.Ordinal);
        Assert.Contains("3 bits", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new PngWriteOptions(BitDepth: 3))).Message, StringComparison.Ordinal);
        Image colored = Noise(ColorType.Rgb, 30, 30, 256, 1);
        Assert.Contains("256 colours", Assert.Throws<ImageFileException>(() => ImageFile.Encode(colored, new PngWriteOptions(Palette: true))).Message, StringComparison.Ordinal);
        Assert.Contains("4 bits", Assert.Throws<ImageFileException>(() => ImageFile.Encode(colored, new PngWriteOptions(BitDepth: 4))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        string folder = Assets.Require("images", "pngsuite", "png");
        byte[][] files = [.. Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Mutations.Run<ImageFileException>(4000, files, file =>
        {
            RasterRoundTripTests.MendChecksums(file);
            Assert.InRange(ImageFile.Read(file, new ImageReadOptions(1 << 22)).SampleCount, 1, 1 << 22);
        });
    }

    private static Image Noise(ColorType color, int width, int height, int levels, int scale)
    {
        Image image = new("cxy", [color.ChannelCount(), width, height], PixelType.UInt8, color);
        Random random = new(width * levels);
        foreach (ref byte sample in image.AsSpan<byte>())
        {
            sample = (byte)(random.Next(levels) * scale);
        }

        return image;
    }
}
