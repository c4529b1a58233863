using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Samples that lie next to each other, which are calculated several at a time, give what single samples give.</summary>
public sealed class ArithmeticLanesTests
{
    // More than a chunk, and some that no whole register holds.
    private const int Length = 2061;

    private static readonly double[] s_scalars =
        [0, 1, -3, 255, 0.5, 1.3, -0.7, 1e-3, 1e10, 1e300, 65536, 65537, -65536.5, 0.1f, double.NaN, double.PositiveInfinity];

    public static TheoryData<PixelType> Types => [.. Enum.GetValues<PixelType>().Where(type => type != PixelType.Bool)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Two_images(PixelType type)
    {
        Image left = Noise(type, 1);
        Image right = Noise(type, 2);
        Same(Gapless(left) + Gapless(right), left + right);
        Same(Gapless(left) - Gapless(right), left - right);
        Same(Gapless(left) * Gapless(right), left * right);
        Same(Gapless(left) / Gapless(right), left / right);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_image_and_a_number(PixelType type)
    {
        Image image = Noise(type, 3);
        Image gapless = Gapless(image);
        foreach (double scalar in s_scalars)
        {
            Same(gapless + scalar, image + scalar);
            Same(gapless - scalar, image - scalar);
            Same(scalar - gapless, scalar - image);
            Same(gapless * scalar, image * scalar);
            Same(gapless / scalar, image / scalar);
            Same(scalar / gapless, scalar / image);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Filling_rounds_and_saturates(PixelType type)
    {
        foreach (double value in s_scalars)
        {
            Image whole = new("xy", [7, 5], type);
            Image column = new("xy", [7, 5], type);
            whole.Fill(value);
            for (int x = 0; x < 7; x++)
            {
                column.Crop('x', x..(x + 1)).Fill(value);
            }

            Same(whole, column);
        }
    }

    private static Image Gapless(Image image)
    {
        Assert.False(image.IsContiguous);
        return image.Copy();
    }

    // Every second sample of its memory: neighbours do not lie next to each other.
    private static Image Noise(PixelType type, int seed)
    {
        Image image = new Image("cx", [2, Length], type).Channel(0);
        Random random = new(seed);
        for (int x = 0; x < Length; x++)
        {
            double small = random.Next(-300, 300);
            double any = (random.NextDouble() - 0.5) * 1.3e5;
            image.Crop('x', x..(x + 1)).Fill(random.Next(3) switch { 0 => small, 1 => any, _ => random.NextDouble() * 300 });
        }

        return image;
    }

    private static void Same(Image expected, Image actual)
        => Assert.Equal(expected.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray(), actual.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray());
}
