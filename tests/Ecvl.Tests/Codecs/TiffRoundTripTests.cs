using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>TIFF files that this library writes are read back whole; damaged ones end in the typed exception.</summary>
public sealed class TiffRoundTripTests
{
    public static TheoryData<PixelType, ColorType> Forms
    {
        get
        {
            TheoryData<PixelType, ColorType> forms = [];
            foreach (PixelType type in Enum.GetValues<PixelType>())
            {
                forms.Add(type, ColorType.Gray);
                if (type != PixelType.Bool)
                {
                    forms.Add(type, ColorType.Rgb);
                    forms.Add(type, ColorType.Rgba);
                }
            }

            forms.Add(PixelType.UInt8, ColorType.GrayAlpha);
            forms.Add(PixelType.UInt16, ColorType.Cmyk);
            forms.Add(PixelType.Float32, ColorType.None);
            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_was_written_is_read_back(PixelType type, ColorType color)
    {
        Image image = Noise(type, color, 37, 21);
        foreach (TiffCompression compression in Enum.GetValues<TiffCompression>())
        {
            foreach (int tile in new[] { 0, 16 })
            {
                foreach (bool flag in new[] { false, true })
                {
                    byte[] file = ImageFile.Encode(image, new TiffWriteOptions(compression, flag, tile, flag));
                    Image back = ImageFile.Read(file);
                    Image expected = type == PixelType.Bool ? image.ConvertTo(PixelType.UInt8) * 255 : image;
                    Assert.Equal(expected.ToString(), back.ToString());
                    Assert.Equal(Bytes(expected), Bytes(back));
                    Assert.Equal(flag ? 43 : 42, file[2]);
                }
            }
        }
    }

    [Theory]
    [InlineData(TiffCompression.Lzw)]
    [InlineData(TiffCompression.PackBits)]
    public void Long_runs_and_full_tables_are_packed(TiffCompression compression)
    {
        // Noise fills the table of LZW many times within a strip; the flat half makes strings as long as they can be.
        Image image = new("cxy", [1, 700, 300], PixelType.UInt8, ColorType.Gray);
        Random random = new(3);
        random.NextBytes(image.AsSpan<byte>()[..(700 * 150)]);
        Assert.Equal(Bytes(image), Bytes(ImageFile.Read(ImageFile.Encode(image, new TiffWriteOptions(compression, false)))));
        Assert.Equal(Bytes(image), Bytes(ImageFile.Read(ImageFile.Encode(image, new TiffWriteOptions(compression, false, 512)))));
    }

    [Fact]
    public void Slices_become_pages_in_any_order_of_axes()
    {
        Image volume = new("zxyc", [4, 9, 7, 3], PixelType.UInt16, ColorType.Rgb);
        Random random = new(4);
        foreach (ref ushort sample in volume.AsSpan<ushort>())
        {
            sample = (ushort)random.Next(65536);
        }

        using TemporaryFile path = new(".tif");
        ImageFile.Write(path, volume);
        Image back = ImageFile.ReadStack(path);
        Assert.Equal("cxyz [3, 9, 7, 4] UInt16 Rgb", back.ToString());
        Assert.Equal(Bytes(volume.Rearrange("cxyz")), Bytes(back));
        Assert.Equal(4, ImageFile.ReadPages(path).Count);
        Assert.Throws<ImageFileException>(() => ImageFile.ReadStack(path, new ImageReadOptions(9 * 7 * 6 * 3)));
    }

    [Fact]
    public void Pages_of_different_form_lie_in_one_file()
    {
        Image[] pages = [Noise(PixelType.UInt8, ColorType.Rgb, 20, 10), Noise(PixelType.Float32, ColorType.Gray, 7, 9), Noise(PixelType.UInt16, ColorType.Rgba, 33, 5)];
        using TemporaryFile path = new(".tif");
        ImageFile.WritePages(path, pages, new TiffWriteOptions(TiffCompression.Lzw));
        IReadOnlyList<Image> back = ImageFile.ReadPages(path);
        Assert.Equal(pages.Select(page => page.ToString()), back.Select(page => page.ToString()));
        Assert.Equal(pages.Select(Bytes), back.Select(Bytes));
        Assert.Throws<ImageFileException>(() => ImageFile.WritePages(path, [], new TiffWriteOptions()));
        Assert.Contains("one page", Assert.Throws<ImageFileException>(() => ImageFile.WritePages(path, pages, new PngWriteOptions())).Message, StringComparison.Ordinal);
        Assert.Equal(3, ImageFile.ReadPages(path).Count);
    }

    [Fact]
    public void Facts_and_spacing_come_back()
    {
        Image image = Noise(PixelType.UInt8, ColorType.Rgb, 5, 4);
        image.Geometry = new ImageGeometry(new VoxelCounts(5, 4, 1), new Vector3D(0.25, 0.0315, 1));
        image.Metadata.Set("Text:Description", "Haut, 10 µm");
        image.Metadata.Set("Text:Software", "DeepHealth");
        image.Metadata.Set("Geo:ModelPixelScale", new double[] { 30, 30, 0 });
        image.Metadata.Set("Geo:KeyDirectory", new long[] { 1, 1, 0, 1, 1024, 0, 1, 1 });
        image.Metadata.Set(ImageMetadata.IccProfile, new byte[] { 1, 2, 3, 4, 5 });
        Image back = ImageFile.Read(ImageFile.Encode(image, new TiffWriteOptions()));
        Assert.Equal(0.25, back.SpacingMm!.Value.X, 1e-9);
        Assert.Equal(0.0315, back.SpacingMm!.Value.Y, 1e-9);
        foreach ((string key, object value) in image.Metadata)
        {
            Assert.Equal(value, back.Metadata.Single(fact => fact.Key == key).Value);
        }
    }

    [Fact]
    public void Every_orientation_is_turned_upright()
    {
        Image image = Noise(PixelType.UInt8, ColorType.Gray, 5, 3);
        byte[] stored = Bytes(image);
        byte[] file = ImageFile.Encode(image, new TiffWriteOptions(TiffCompression.None));

        // The field SamplesPerPixel, which is 1, becomes Orientation; one sample is what readers take without it. Tags stay in order.
        int field = file.AsSpan().IndexOf(new byte[] { 0x15, 1, 3, 0 });
        file[field] = 0x12;
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            file[field + 8] = (byte)orientation;
            Image turned = ImageFile.Read(file);
            Assert.Equal(orientation >= 5 ? (3, 5) : (5, 3), (turned.Width, turned.Height));
            for (int y = 0; y < 3; y++)
            {
                for (int x = 0; x < 5; x++)
                {
                    // Where the row 0 and the column 0 of the file belong; TIFF 6.0, field 274.
                    (int toX, int toY) = orientation switch
                    {
                        1 => (x, y),
                        2 => (4 - x, y),
                        3 => (4 - x, 2 - y),
                        4 => (x, 2 - y),
                        5 => (y, x),
                        6 => (2 - y, x),
                        7 => (2 - y, 4 - x),
                        _ => (y, 4 - x),
                    };
                    Assert.Equal(stored[(y * 5) + x], turned.View<byte>()[0, toX, toY]);
                }
            }
        }
    }

    [Fact]
    public void What_cannot_be_stored_or_is_too_large_is_refused()
    {
        Image image = Noise(PixelType.UInt8, ColorType.Rgb, 64, 64);
        Assert.Contains("16", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new TiffWriteOptions(TileSize: 20))).Message, StringComparison.Ordinal);
        Assert.Contains("Lab", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image.ToColor(ColorType.Lab), new TiffWriteOptions())).Message, StringComparison.Ordinal);
        byte[] file = ImageFile.Encode(image, new TiffWriteOptions());
        Assert.Contains("exceed the limit", Assert.Throws<ImageFileException>(() => ImageFile.Read(file, new ImageReadOptions(64 * 64 * 3 - 1))).Message, StringComparison.Ordinal);
        Assert.Contains("cut short", Assert.Throws<ImageFileException>(() => ImageFile.Read(file.AsMemory(0, file.Length - 40))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deflate_data_that_needs_a_dictionary_is_refused()
    {
        // Found by mutation: zlib reports it in another way than damage.
        Image image = Noise(PixelType.UInt8, ColorType.Gray, 9, 9);
        foreach (ImageWriteOptions options in new ImageWriteOptions[] { new TiffWriteOptions(), new PngWriteOptions() })
        {
            byte[] file = ImageFile.Encode(image, options);
            int start = file.AsSpan().LastIndexOf((byte)0x78);
            while (file[start + 1] is not (0x9C or 0xDA or 0x5E or 0x01))
            {
                start = file.AsSpan(0, start).LastIndexOf((byte)0x78);
            }

            file[start + 1] = 0x20;
            if (options is PngWriteOptions)
            {
                RasterRoundTripTests.MendChecksums(file);
            }

            Assert.Contains("unexpected error", Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_loop_of_pages_is_refused()
    {
        byte[] file = ImageFile.Encode(Noise(PixelType.UInt8, ColorType.Gray, 4, 4), new TiffWriteOptions(TiffCompression.None));
        int next = 8 + 2 + (12 * file[8]);
        file[next] = 8;
        Assert.Contains("loop", Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        List<byte[]> files = [];
        foreach (TiffCompression compression in Enum.GetValues<TiffCompression>())
        {
            files.Add(ImageFile.Encode(Noise(PixelType.UInt16, ColorType.Rgba, 20, 11), new TiffWriteOptions(compression)));
            files.Add(ImageFile.Encode(Noise(PixelType.Float32, ColorType.Gray, 20, 11), new TiffWriteOptions(compression, true, 16, true)));
        }

        Mutations.Run<ImageFileException>(4000, files, file => ReadAll(file));
    }

    [Fact]
    public void Damaged_files_of_the_corpus_end_in_the_typed_exception()
    {
        string folder = Assets.Require("images", "image-tiff", "images");
        byte[][] files =
        [
            .. Directory.EnumerateFiles(folder, "*.tif*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length < 8000),
            File.ReadAllBytes(Assets.Require("images", "pillow", "hopper_g4.tif")),
            File.ReadAllBytes(Assets.Require("images", "pillow", "hopper_jpg.tif")),
            File.ReadAllBytes(Assets.Require("images", "image-tiff", "libtiffpic", "ycbcr-cat.tif")),
            File.ReadAllBytes(Assets.Require("synthetic", "images", "sy_bw_group3.tif")),
            File.ReadAllBytes(Assets.Require("synthetic", "images", "sy_bw_tiff_ccitt.tif")),
        ];
        Mutations.Run<ImageFileException>(4000, files, ReadAll);
    }

    private static void ReadAll(byte[] file)
    {
        foreach (Image page in ImageFile.ReadPages(file, new ImageReadOptions(1 << 22)))
        {
            Assert.InRange(page.SampleCount, 1, 1 << 22);
        }
    }

    private static Image Noise(PixelType type, ColorType color, int width, int height)
    {
        int channels = color == ColorType.None ? 5 : color.ChannelCount();
        Image noise = new("cxy", [channels, width, height], PixelType.Float64, color);
        Random random = new(width * channels);
        foreach (ref double sample in noise.AsSpan<double>())
        {
            double value = random.NextDouble();
            sample = type.IsFloat() ? (value - 0.5) * 1e3 : type == PixelType.Bool ? random.Next(2) : type is PixelType.UInt8 or PixelType.UInt16 or PixelType.UInt32 or PixelType.UInt64
                ? value * Math.Pow(2, 8 * type.ByteCount()) : (value - 0.5) * Math.Pow(2, 8 * type.ByteCount());
        }

        return noise.ConvertTo(type);
    }

    private static unsafe byte[] Bytes(Image image)
    {
        byte[] bytes = new ReadOnlySpan<byte>((void*)image.Address, (int)(image.SampleCount * image.PixelType.ByteCount())).ToArray();
        GC.KeepAlive(image);
        return bytes;
    }
}
