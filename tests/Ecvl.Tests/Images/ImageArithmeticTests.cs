using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Conversion and arithmetic: rounding, saturation, checks.</summary>
public sealed class ImageArithmeticTests
{
    private static readonly PixelType[] s_numbers = [.. Enum.GetValues<PixelType>().Where(type => type != PixelType.Bool)];

    [Fact]
    public void Fractions_round_to_nearest_even_and_saturate()
    {
        Image image = Image.Wrap<double>(new double[] { 0.5, 1.5, 2.5, -0.5, -1.5, 254.5, 255.5, 300, -7, double.NaN, double.PositiveInfinity, 1e300 }, "x", [12]);
        Assert.Equal([0, 2, 2, 0, 0, 254, 255, 255, 0, 0, 255, 255], image.ConvertTo(PixelType.UInt8).AsSpan<byte>().ToArray());
        Assert.Equal([0, 2, 2, 0, -2, 127, 127, 127, -7, 0, 127, 127], image.ConvertTo(PixelType.Int8).AsSpan<sbyte>().ToArray());
        Assert.Equal(long.MaxValue, image.ConvertTo(PixelType.Int64).AsSpan<long>()[11]);
        Assert.Equal(float.PositiveInfinity, image.ConvertTo(PixelType.Float32).AsSpan<float>()[11]);
        Assert.Equal([true, true, true, true, true, true, true, true, true, true, true, true], image.ConvertTo(PixelType.Bool).AsSpan<bool>().ToArray());
        Assert.Equal([1, 0], Image.Wrap<bool>(new[] { true, false }, "x", [2]).ConvertTo(PixelType.Float32).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Every_pair_of_integer_types_saturates_as_exact_arithmetic_says()
    {
        decimal[] values = [long.MinValue, int.MinValue, -40000, -32768, -129, -128, -1, 0, 1, 127, 128, 255, 256, 32768, 65535, 65536, 4294967295, 4294967296, long.MaxValue, ulong.MaxValue];
        foreach (PixelType from in s_numbers.Where(type => !type.IsFloat()))
        {
            foreach (PixelType to in s_numbers.Where(type => !type.IsFloat()))
            {
                foreach (decimal value in values.Select(v => Math.Clamp(v, Bounds(from).Low, Bounds(from).High)))
                {
                    Image image = new("x", [1], from);
                    Write(image, value);
                    decimal expected = Math.Clamp(value, Bounds(to).Low, Bounds(to).High);
                    Assert.True(expected == Read(image.ConvertTo(to)), $"{from} {value} -> {to}");
                }
            }
        }
    }

    [Fact]
    public void Arithmetic_is_that_of_unlimited_integers_rounded_and_saturated()
    {
        Gen<(PixelType, long, long, int)> cases =
            from type in Gen.Elements(s_numbers.Where(type => !type.IsFloat()).ToArray())
            from left in ArbMap.Default.GeneratorFor<long>()
            from right in ArbMap.Default.GeneratorFor<long>()
            from shift in Gen.Choose(0, 60)
            select (type, left >> shift, right >> (shift / 2), shift);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            (PixelType type, long leftBits, long rightBits, _) = test;
            (decimal low, decimal high) = Bounds(type);
            BigInteger left = (BigInteger)Math.Clamp(leftBits, low, high);
            BigInteger right = (BigInteger)Math.Clamp(rightBits, low, high);
            Image a = new("x", [1], type);
            Image b = new("x", [1], type);
            Write(a, (decimal)left);
            Write(b, (decimal)right);
            return Same(a + b, left + right) && Same(a - b, left - right) && Same(a * b, left * right) && Same(a / b, Quotient(left, right, low, high));

            bool Same(Image result, BigInteger exact)
                => Read(result) == (exact < (BigInteger)low ? low : exact > (BigInteger)high ? high : (decimal)exact);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Scalars_work_from_both_sides_and_keep_64_bit_exact()
    {
        Image image = ImageTests.Counting("xy", 4, 1);
        Assert.Equal([250, 251, 252, 253], (image + 250).AsSpan<byte>().ToArray());
        Assert.Equal([255, 254, 253, 252], (255 - image).AsSpan<byte>().ToArray());
        Assert.Equal([0, 0, 1, 2], (image * 0.5).AsSpan<byte>().ToArray());
        Assert.Equal([255, 4, 2, 1], (4 / image).AsSpan<byte>().ToArray());
        Assert.Equal([0, 0, 0, 0], (-image).AsSpan<byte>().ToArray());
        Image large = Image.Wrap<long>(new[] { long.MaxValue - 1, (1L << 53) + 1 }, "x", [2]);
        Assert.Equal([long.MaxValue - 2, 1L << 53], (large - 1).AsSpan<long>().ToArray());
        Assert.Equal([long.MaxValue, (1L << 53) + 11], (large + 10).AsSpan<long>().ToArray());
        Image floats = Image.Wrap<float>(new[] { 1f, 0f }, "x", [2]);
        Assert.Equal([float.PositiveInfinity, float.NaN], (floats / 0).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Operands_may_be_crops_and_permutations()
    {
        Image image = ImageTests.Counting("cxy", 3, 5, 4);
        Image crop = image.Permute("xyc")[1..4, 1..3, ..];
        Image sum = crop + crop.Copy();
        View<byte> view = image.View<byte>();
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < 2; y++)
            {
                for (int x = 0; x < 3; x++)
                {
                    Assert.Equal(2 * view[c, x + 1, y + 1], sum.View<byte>()[x, y, c]);
                }
            }
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused_with_both_values()
    {
        Image image = new("xy", [8, 8], PixelType.UInt8);
        Fails("left xy [8, 8], right xy [16, 16]", () => image + new Image("xy", [16, 16], PixelType.UInt8));
        Fails("left xy [8, 8], right yx [8, 8]", () => image * new Image("yx", [8, 8], PixelType.UInt8));
        Fails("left UInt8, right Int16", () => image - image.ConvertTo(PixelType.Int16));
        Fails("Bool", () => image.ConvertTo(PixelType.Bool) + 1);
        Image rgb = new("cx", [3, 2], PixelType.UInt8, ColorType.Rgb);
        Fails("left Rgb, right Hsv", () => rgb / rgb.WithColor(ColorType.Hsv));
        Fails("left xy [8, 8], right xy [4, 8]", () => { image.CopyFrom(image[..4, ..]); return image; });

        static void Fails(string part, Func<Image> action)
            => Assert.Contains(part, Assert.Throws<ImageException>(() => _ = action()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_keep_geometry_colour_and_metadata()
    {
        Image image = new("cxy", [3, 2, 2], PixelType.UInt8, ColorType.Rgb, new ImageGeometry(new VoxelCounts(2, 2), new Vector3D(0.1, 0.2, 1)));
        image.Metadata.Set("Stain", "H&E");
        foreach (Image result in new[] { image + 1, image + image, image.ConvertTo(PixelType.Float32), image.Rearrange("xyc"), image.Copy() })
        {
            Assert.Equal(image.SpacingMm, result.SpacingMm);
            Assert.Equal(ColorType.Rgb, result.Color);
            Assert.True(result.Metadata.TryGet("Stain", out string? _));
        }
    }

    private static BigInteger Quotient(BigInteger left, BigInteger right, decimal low, decimal high)
    {
        if (right.IsZero)
        {
            return left.IsZero ? 0 : (BigInteger)(left.Sign > 0 ? high : low);
        }

        // Nearest even of a/b: floor((2a + b) / 2b) for b > 0, one less where that was a tie and came out odd.
        (BigInteger a, BigInteger b) = right.Sign < 0 ? (-left, -right) : (left, right);
        BigInteger numerator = (2 * a) + b;
        BigInteger result = BigInteger.DivRem(numerator, 2 * b, out BigInteger rest);
        result = rest.Sign < 0 ? result - 1 : result;
        return rest.IsZero && !result.IsEven ? result - 1 : result;
    }

    private static (decimal Low, decimal High) Bounds(PixelType type) => type switch
    {
        PixelType.UInt8 => (byte.MinValue, byte.MaxValue),
        PixelType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        PixelType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        PixelType.Int16 => (short.MinValue, short.MaxValue),
        PixelType.UInt32 => (uint.MinValue, uint.MaxValue),
        PixelType.Int32 => (int.MinValue, int.MaxValue),
        PixelType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static void Write(Image image, decimal value)
    {
        switch (image.PixelType)
        {
            case PixelType.UInt8: image.AsSpan<byte>()[0] = (byte)value; break;
            case PixelType.Int8: image.AsSpan<sbyte>()[0] = (sbyte)value; break;
            case PixelType.UInt16: image.AsSpan<ushort>()[0] = (ushort)value; break;
            case PixelType.Int16: image.AsSpan<short>()[0] = (short)value; break;
            case PixelType.UInt32: image.AsSpan<uint>()[0] = (uint)value; break;
            case PixelType.Int32: image.AsSpan<int>()[0] = (int)value; break;
            case PixelType.UInt64: image.AsSpan<ulong>()[0] = (ulong)value; break;
            default: image.AsSpan<long>()[0] = (long)value; break;
        }
    }

    private static decimal Read(Image image) => image.PixelType switch
    {
        PixelType.UInt8 => image.AsSpan<byte>()[0],
        PixelType.Int8 => image.AsSpan<sbyte>()[0],
        PixelType.UInt16 => image.AsSpan<ushort>()[0],
        PixelType.Int16 => image.AsSpan<short>()[0],
        PixelType.UInt32 => image.AsSpan<uint>()[0],
        PixelType.Int32 => image.AsSpan<int>()[0],
        PixelType.UInt64 => image.AsSpan<ulong>()[0],
        _ => image.AsSpan<long>()[0],
    };
}
