using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Colours are converted as scikit-image and Pillow convert them, for every pixel type and layout.</summary>
public sealed class ImageColorTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "images", "colors.json"))).RootElement;

    [Theory]
    [InlineData(ColorType.Rgb, ColorType.Gray)]
    [InlineData(ColorType.Rgb, ColorType.YCbCr)]
    [InlineData(ColorType.YCbCr, ColorType.Rgb)]
    [InlineData(ColorType.Rgb, ColorType.Hsv)]
    public void Values_do_not_depend_on_the_layout(ColorType from, ColorType to)
    {
        Image interleaved = new("cxy", [3, 67, 31], PixelType.UInt8, from);
        new Random(11).NextBytes(interleaved.AsSpan<byte>());
        byte[] expected = interleaved.ToColor(to).AsSpan<byte>().ToArray();
        Assert.Equal(expected, interleaved.Rearrange("xyc").ToColor(to).Rearrange("cxy").AsSpan<byte>().ToArray());
        Image wide = new("cxy", [3, 80, 31], PixelType.UInt8, from);
        Image crop = wide.Crop('x', 5..72);
        crop.CopyFrom(interleaved);
        Assert.Equal(expected, crop.ToColor(to).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void An_image_without_the_axis_c_says_how_to_get_it()
        => Assert.Contains("Permute(\"cxy\") adds it", Assert.Throws<ImageException>(() => new Image("xy", [4, 4], PixelType.UInt8).WithColor(ColorType.Gray)).Message, StringComparison.Ordinal);

    [Fact]
    public void Gray_of_bytes_is_that_of_pillow()
        => Assert.Equal(Golden("gray").Select(value => (byte)value), Rgb(PixelType.UInt8).ToColor(ColorType.Gray).AsSpan<byte>().ToArray());

    [Fact]
    public void YCbCr_of_bytes_is_within_one_step_of_pillow()
        => Near(Golden("ycbcr"), Rgb(PixelType.UInt8).ToColor(ColorType.YCbCr), 1);

    [Theory]
    [InlineData(ColorType.Hsv, "hsv", 1e-8)]
    [InlineData(ColorType.Lab, "lab", 6e-3)] // Its matrix has six digits and other roundings.
    public void Formulas_are_those_of_scikit_image(ColorType color, string name, double tolerance)
    {
        Image real = Rgb(PixelType.Float64);
        Near(Golden(name), real.ToColor(color), tolerance);
        Near(real.AsSpan<double>().ToArray(), real.ToColor(color).ToColor(ColorType.Rgb), 1e-6);
    }

    [Fact]
    public void Lab_of_bytes_has_its_zero_at_128_and_its_white_at_255()
    {
        double[] lab = Golden("lab");
        double[] expected = [.. lab.Select((value, i) => i % 3 == 0 ? value * 2.55 : value + 128)];
        Near(expected, Rgb(PixelType.UInt8).ToColor(ColorType.Lab), 0.501);
        double[] wide = [.. lab.Select((value, i) => i % 3 == 0 ? value * 655.35 : (value * 256) + 32768)];
        Near(wide, (Rgb(PixelType.UInt8).ConvertTo(PixelType.UInt16) * 257).ToColor(ColorType.Lab), 2.5);
    }

    [Theory]
    [InlineData(ColorType.YCbCr, 1e-12)]
    [InlineData(ColorType.Hsv, 1e-12)]
    [InlineData(ColorType.Lab, 1e-6)]
    [InlineData(ColorType.Cmyk, 1e-12)]
    [InlineData(ColorType.Bgr, 0)]
    [InlineData(ColorType.Rgba, 0)]
    public void There_and_back_gives_the_same_colours(ColorType color, double tolerance)
    {
        Image real = Rgb(PixelType.Float64);
        Near(real.AsSpan<double>().ToArray(), real.ToColor(color).ToColor(ColorType.Rgb), tolerance);
        Image words = Rgb(PixelType.UInt16) * 257;
        Near([.. words.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray()], words.ToColor(color).ToColor(ColorType.Rgb), color is ColorType.Lab ? 400 : 4);
    }

    [Theory]
    [InlineData(ColorType.Rgb, ColorType.Gray)]
    [InlineData(ColorType.Rgb, ColorType.YCbCr)]
    [InlineData(ColorType.YCbCr, ColorType.Rgb)]
    public void Fast_paths_are_within_one_step_of_the_formulas_for_every_size(ColorType from, ColorType to)
    {
        for (int width = 1; width < 70; width += 3)
        {
            Image image = new("cxy", [3, width, 5], PixelType.UInt8, from);
            new Random(width).NextBytes(image.AsSpan<byte>());
            Image fast = image.ToColor(to);

            // Planes go the general way.
            Image slow = image.Rearrange("xyc").ToColor(to).Rearrange("cxy");
            Near([.. slow.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray()], fast, 1);
        }
    }

    [Fact]
    public void Fast_gray_is_the_rounded_sum_for_all_levels_of_each_colour()
    {
        Image image = new("cxy", [3, 256, 3], PixelType.UInt8, ColorType.Rgb);
        for (int level = 0; level < 256; level++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                image.View<byte>()[channel, level, channel] = (byte)level;
            }
        }

        byte[] gray = image.ToColor(ColorType.Gray).AsSpan<byte>().ToArray();
        double[] weights = [0.299, 0.587, 0.114];
        Assert.All(gray, (value, i) => Assert.InRange(value - (weights[i / 256] * (i % 256)), -0.5001, 0.5001));
    }

    [Fact]
    public void Known_inks_and_hues_are_right()
    {
        Image image = Image.Wrap<byte>(new byte[] { 255, 0, 0, 0, 128, 0, 0, 0, 0, 255, 255, 255 }, "cxy", [3, 4, 1], ColorType.Rgb);
        Assert.Equal([0, 255, 255, 0, 255, 0, 255, 127, 0, 0, 0, 255, 0, 0, 0, 0], image.ToColor(ColorType.Cmyk).AsSpan<byte>().ToArray());
        Assert.Equal([0, 255, 255, 85, 255, 128, 0, 0, 0, 0, 0, 255], image.ToColor(ColorType.Hsv).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Opacity_is_kept_added_and_dropped()
    {
        Image image = Image.Wrap<ushort>(new ushort[] { 1, 2, 3, 4, 5, 6, 7, 8 }, "cxy", [4, 2, 1], ColorType.Rgba);
        Assert.Equal([1, 2, 3, 5, 6, 7], image.ToColor(ColorType.Rgb).AsSpan<ushort>().ToArray());
        Assert.Equal([3, 2, 1, 7, 6, 5], image.ToColor(ColorType.Bgr).AsSpan<ushort>().ToArray());
        Assert.Equal([2, 4, 6, 8], image.ToColor(ColorType.GrayAlpha).AsSpan<ushort>().ToArray());
        Assert.Equal([2, 2, 2, 65535, 6, 6, 6, 65535], image.ToColor(ColorType.Gray).ToColor(ColorType.Rgba).AsSpan<ushort>().ToArray());
    }

    [Fact]
    public void Place_facts_and_order_of_axes_are_kept()
    {
        Image image = new("xczy", [5, 3, 2, 4], PixelType.Int16, ColorType.Rgb, new ImageGeometry(new VoxelCounts(5, 4, 2), new Vector3D(1, 2, 3)));
        image.Fill(100);
        image.Metadata.Set("Text:Author", "A");
        Image gray = image.ToColor(ColorType.Gray);
        Assert.Equal("xczy [5, 1, 2, 4] Int16 Gray", gray.ToString());
        Assert.Equal(new Vector3D(1, 2, 3), gray.SpacingMm);
        Assert.Equal("A", gray.Metadata.Single().Value);
        Assert.All(gray.AsSpan<short>().ToArray(), value => Assert.Equal(100, value));
    }

    [Fact]
    public void What_has_no_meaning_is_refused()
    {
        Assert.Contains("WithColor", Assert.Throws<ImageException>(() => new Image("xy", [2, 2], PixelType.UInt8).ToColor(ColorType.Rgb)).Message, StringComparison.Ordinal);
        Assert.Contains("Int8", Assert.Throws<ImageException>(() => new Image("cxy", [3, 2, 2], PixelType.Int8, ColorType.Rgb).ToColor(ColorType.Hsv)).Message, StringComparison.Ordinal);
        Assert.Contains("Bool", Assert.Throws<ImageException>(() => new Image("cxy", [3, 2, 2], PixelType.Bool, ColorType.Rgb).ToColor(ColorType.Gray)).Message, StringComparison.Ordinal);
    }

    private static double[] Golden(string name) => [.. s_golden.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static Image Rgb(PixelType type)
    {
        Image image = Image.Wrap<double>(Golden("rgb"), "cxy", [3, 96, 1], ColorType.Rgb);
        return type == PixelType.Float64 ? image / 255 : image.ConvertTo(type);
    }

    private static void Near(double[] expected, Image image, double tolerance)
    {
        double[] actual = image.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"sample {i}: {actual[i]}, not {expected[i]}");
        }
    }
}
