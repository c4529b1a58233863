using System.IO.Compression;
using System.Text;
using DeepHealth.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>What is written is read back; what cannot be stored is refused; damaged files give the typed exception.</summary>
public sealed class RasterRoundTripTests
{
    private static readonly Gen<(ImageWriteOptions Options, Image Image)> s_images =
        from options in Gen.Elements<ImageWriteOptions>(
            [.. Enum.GetValues<PngFilter>().Select(filter => new PngWriteOptions(filter)), new PngWriteOptions(Level: CompressionLevel.NoCompression), new BmpWriteOptions(), new BmpWriteOptions(true), new PnmWriteOptions(), new PnmWriteOptions(true)])
        from type in options is BmpWriteOptions ? Gen.Elements(PixelType.UInt8, PixelType.Bool) : Gen.Elements(PixelType.UInt8, PixelType.UInt16, PixelType.Bool)
        from color in type == PixelType.Bool ? Gen.Constant(ColorType.Gray)
            : options is PngWriteOptions ? Gen.Elements(ColorType.Gray, ColorType.GrayAlpha, ColorType.Rgb, ColorType.Rgba, ColorType.Bgr)
            : options is BmpWriteOptions ? Gen.Elements(ColorType.Gray, ColorType.Rgb, ColorType.Rgba) : Gen.Elements(ColorType.Gray, ColorType.Rgb)
        from width in Gen.Choose(1, 20)
        from height in Gen.Choose(1, 9)
        from axes in Gen.Elements("cxy", "xyc", "ycx")
        from seed in Gen.Choose(0, int.MaxValue)
        select (options, Noise(axes, width, height, type, color, seed));

    [Fact]
    public void Every_format_gives_back_what_was_written()
        => Prop.ForAll(s_images.ToArbitrary(), test =>
        {
            Image back = ImageFile.Read(ImageFile.Encode(test.Image, test.Options));
            Image expected = test.Image.Rearrange("cxy");
            if (expected.Color == ColorType.Bgr)
            {
                Image turned = expected.Copy();
                turned.Channel(0).CopyFrom(expected.Channel(2));
                turned.Channel(2).CopyFrom(expected.Channel(0));
                expected = turned.WithColor(ColorType.Rgb);
            }

            // A mask comes back as 0 and 255.
            expected = expected.PixelType == PixelType.Bool ? expected.ConvertTo(PixelType.UInt8) * 255 : expected;
            return back.ToString() == expected.ToString() && Bytes(back).SequenceEqual(Bytes(expected));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Metadata_of_png_comes_back()
    {
        Image image = Noise("cxy", 3, 2, PixelType.UInt8, ColorType.Rgb, 1);
        image.Metadata.Set(ImageMetadata.Gamma, 0.45455);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreX, 4000.0);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreY, 2000.0);
        image.Metadata.Set("Text:Author", "Müller\nMaier");
        image.Metadata.Set("Text:Comment", "λ → 5 µm");
        Image back = ImageFile.Read(ImageFile.Encode(image, new PngWriteOptions()));
        Assert.Equal(image.Metadata.OrderBy(fact => fact.Key), back.Metadata.OrderBy(fact => fact.Key));
        Assert.True(ImageFile.Read(ImageFile.Encode(image, new BmpWriteOptions())).Metadata.TryGet(ImageMetadata.PixelsPerMetreY, out double perMetre));
        Assert.Equal(2000, perMetre);
    }

    [Theory]
    [InlineData("P1 # bits\n3 2\n101\n0 1 0", new byte[] { 0, 255, 0, 255, 0, 255 })]
    [InlineData("P2\n# made by hand\n2 2 # size\n15\n0 7\n8\t15", new byte[] { 0, 7, 8, 15 })]
    [InlineData("P3\r\n1 1 255 1 2 3", new byte[] { 1, 2, 3 })]
    [InlineData("P5 2 1 255\n\nA", new byte[] { 10, 65 })]
    public void Pnm_text_is_read(string file, byte[] expected)
        => Assert.Equal(expected, ImageFile.Read(Encoding.ASCII.GetBytes(file)).AsSpan<byte>().ToArray());

    [Theory]
    [InlineData("P2 2 1 15 3 16", "above 15")]
    [InlineData("P5 2 2 255\nabc", "need at least 4 bytes from offset 11, the file has 3")]
    [InlineData("P5 99999 99999 255\n", "exceed the limit of 268435456 bytes")]
    [InlineData("P6 0 1 255\n", "width 0")]
    [InlineData("P5 1 1 65536\n", "maxval at offset 7 is above 65535")]
    [InlineData("P3 1 1 255 1 x 3", "begins with byte 120")]
    [InlineData("RIFF89a", "524946463839")]
    [InlineData("", "begins with the bytes \"\"")]
    public void Faults_name_place_and_values(string file, string part)
        => Assert.Contains(part, Assert.Throws<ImageFileException>(() => ImageFile.Read(Encoding.ASCII.GetBytes(file))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_twelve_bit_image_keeps_its_maximum()
    {
        Image image = Image.Wrap<ushort>(new ushort[] { 0, 4095 }, "xy", [2, 1]);
        byte[] file = ImageFile.Encode(image, new PnmWriteOptions(MaximumValue: 4095));
        Assert.StartsWith("P5\n2 1\n4095\n", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Image back = ImageFile.Read(file);
        Assert.Equal([0, 4095], back.AsSpan<ushort>().ToArray());
        Assert.Equal(file, ImageFile.Encode(back, new PnmWriteOptions()));
        Assert.Contains("sample 1 is 4095, above the maximum value 1000", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new PnmWriteOptions(MaximumValue: 1000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_format_cannot_store_is_refused_and_leaves_the_old_file()
    {
        using TemporaryFile path = new(".png");
        Image image = Noise("xyc", 5, 4, PixelType.UInt16, ColorType.Rgba, 3);
        ImageFile.Write(path, image);
        byte[] before = File.ReadAllBytes(path);
        Assert.Contains("Float32", Assert.Throws<ImageFileException>(() => ImageFile.Write(path, image.ConvertTo(PixelType.Float32))).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new BmpWriteOptions()));
        Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new PnmWriteOptions()));
        Assert.Contains("Hsv", Assert.Throws<ImageFileException>(() => ImageFile.Encode(new Image("cxy", [3, 1, 1], PixelType.UInt8, ColorType.Hsv), new PngWriteOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("\".xyz\"", Assert.Throws<ImageFileException>(() => ImageFile.Write("a.xyz", image)).Message, StringComparison.Ordinal);
        Assert.Contains("z, which has 2", Assert.Throws<ImageException>(() => ImageFile.Encode(new Image("xyz", [2, 2, 2], PixelType.UInt8), new PngWriteOptions())).Message, StringComparison.Ordinal);

        // The content, not the name, says what a file is.
        ImageFile.Write(path, image.ConvertTo(PixelType.UInt8), new BmpWriteOptions());
        using FileStream stream = File.OpenRead(path);
        Assert.Equal((byte)'B', stream.ReadByte());
        stream.Position = 0;
        Assert.Equal(ColorType.Rgba, ImageFile.Read(stream).Color);
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        Random random = new(20);
        byte[][] seeds = [.. Seeds()];
        ImageReadOptions options = new(1 << 22);
        for (int i = 0; i < 6000; i++)
        {
            byte[] file = [.. seeds[i % seeds.Length]];
            for (int changes = random.Next(1, 6); changes > 0; changes--)
            {
                file[random.Next(random.Next(2) == 0 ? Math.Min(64, file.Length) : file.Length)] = (byte)random.Next(256);
            }

            file = random.Next(4) == 0 ? file[..random.Next(file.Length)] : file;
            if (file.AsSpan().StartsWith(new byte[] { 0x89, (byte)'P' }) && random.Next(3) > 0)
            {
                MendChecksums(file);
            }

            try
            {
                Assert.InRange(ImageFile.Read(file, options).SampleCount, 1, options.MaximumBytes!.Value);
            }
            catch (ImageFileException)
            {
            }
        }
    }

    private static IEnumerable<byte[]> Seeds()
    {
        foreach (PixelType type in new[] { PixelType.UInt8, PixelType.Bool })
        {
            Image gray = Noise("cxy", 13, 7, type, ColorType.Gray, 5);
            yield return ImageFile.Encode(gray, new PngWriteOptions());
            yield return ImageFile.Encode(gray, new BmpWriteOptions());
            yield return ImageFile.Encode(gray, new PnmWriteOptions());
            yield return ImageFile.Encode(gray, new PnmWriteOptions(true));
        }

        Image rgba = Noise("cxy", 13, 7, PixelType.UInt8, ColorType.Rgba, 6);
        rgba.Metadata.Set("Text:Comment", "λ");
        rgba.Metadata.Set("Text:Author", "A");
        yield return ImageFile.Encode(rgba, new PngWriteOptions());
        yield return ImageFile.Encode(rgba, new BmpWriteOptions(true));
        foreach (byte bits in new byte[] { 4, 8 })
        {
            // Run-length data: a run, literals with padding, a jump, ends of row and image.
            byte[] file = ImageFile.Encode(Noise("cxy", 9, 4, PixelType.UInt8, ColorType.Gray, 7), new BmpWriteOptions());
            file[28] = bits;
            file[30] = (byte)(bits == 8 ? 1 : 2);
            yield return [.. file[..1078], 5, 0x33, 0, 3, 1, 2, 3, 0, 0, 0, 4, 0x12, 0x34, 0, 2, 2, 1, 3, 9, 0, 0, 0, 1];
        }
    }

    /// <summary>Gives every chunk of a damaged PNG file a checksum that fits, so that the damage is seen behind it.</summary>
    internal static void MendChecksums(byte[] file)
    {
        int position = 8;
        while (position + 12 <= file.Length)
        {
            uint length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position));
            if (length > file.Length - position - 12)
            {
                return;
            }

            uint crc = uint.MaxValue;
            foreach (byte value in file.AsSpan(position + 4, (int)length + 4))
            {
                crc ^= value;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
                }
            }

            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(position + 8 + (int)length), ~crc);
            position += 12 + (int)length;
        }
    }

    private static Image Noise(string axes, int width, int height, PixelType type, ColorType color, int seed)
    {
        int[] sizes = [.. axes.Select(axis => axis switch { 'c' => color.ChannelCount(), 'x' => width, _ => height })];
        Image noise = new(axes, sizes, PixelType.Int32, color);
        Random random = new(seed);
        foreach (ref int sample in noise.AsSpan<int>())
        {
            sample = random.Next(type == PixelType.Bool ? 2 : type == PixelType.UInt16 ? 65536 : 256);
        }

        return noise.ConvertTo(type);
    }

    private static byte[] Bytes(Image image)
        => image.PixelType == PixelType.UInt16 ? [.. image.AsSpan<ushort>().ToArray().SelectMany(BitConverter.GetBytes)] : image.AsSpan<byte>().ToArray();
}
