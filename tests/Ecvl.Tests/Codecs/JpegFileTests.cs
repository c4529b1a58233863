using System.Buffers.Binary;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG files are written and read back; bad ones are refused in time and memory.</summary>
public sealed class JpegFileTests
{
    [Fact]
    public void Files_of_every_size_and_option_come_back_nearly_the_same()
    {
        for (int size = 1; size <= 17; size++)
        {
            foreach (ColorType color in new[] { ColorType.Gray, ColorType.Rgb })
            {
                foreach (JpegSubsampling subsampling in Enum.GetValues<JpegSubsampling>())
                {
                    Image image = Smooth(size, 18 - size, color, 255);
                    JpegWriteOptions options = new(95, subsampling);
                    Image back = ImageFile.Read(ImageFile.Encode(image, options));
                    Assert.Equal(image.ToString(), back.ToString());
                    Assert.InRange(MeanDifference<byte>(image, back), 0, 6);

                    // The order of coefficients, their codes and restart markers change nothing.
                    byte[] expected = back.AsSpan<byte>().ToArray();
                    Assert.Equal(expected, ImageFile.Read(ImageFile.Encode(image, options with { Progressive = true })).AsSpan<byte>().ToArray());
                    Assert.Equal(expected, ImageFile.Read(ImageFile.Encode(image, options with { OptimizeCode = false, RestartInterval = 2 })).AsSpan<byte>().ToArray());
                    Assert.Equal(expected, ImageFile.Read(ImageFile.Encode(image, options with { Progressive = true, RestartInterval = 1 })).AsSpan<byte>().ToArray());
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Twelve_bits_come_back(bool progressive)
    {
        Image image = Smooth(37, 21, ColorType.Gray, 4095);
        Image back = ImageFile.Read(ImageFile.Encode(image, new JpegWriteOptions(100, Progressive: progressive)));
        Assert.Equal(PixelType.UInt16, back.PixelType);
        Assert.True(back.Metadata.TryGet(ImageMetadata.BitsPerSample, out long bits));
        Assert.Equal(12, bits);
        Assert.InRange(MeanDifference<ushort>(image, back), 0, 2);
        Image color = ImageFile.Read(ImageFile.Encode(Smooth(37, 21, ColorType.Rgb, 4095), new JpegWriteOptions(100, JpegSubsampling.None, progressive)));
        Assert.InRange(MeanDifference<ushort>(Smooth(37, 21, ColorType.Rgb, 4095), color), 0, 4);
    }

    [Fact]
    public void Better_quality_is_larger_and_nearer()
    {
        Image image = Smooth(64, 64, ColorType.Rgb, 255);
        byte[] low = ImageFile.Encode(image, new JpegWriteOptions(10));
        byte[] high = ImageFile.Encode(image, new JpegWriteOptions(98, JpegSubsampling.None));
        Assert.True(low.Length < high.Length);
        Assert.True(MeanDifference<byte>(image, ImageFile.Read(low)) > MeanDifference<byte>(image, ImageFile.Read(high)));
    }

    [Fact]
    public void Metadata_comes_back()
    {
        Image image = Smooth(9, 5, ColorType.Rgb, 255);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreX, 300 / 0.0254);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreY, 150 / 0.0254);
        image.Metadata.Set(ImageMetadata.IccProfile, new byte[70000]);
        image.Metadata.Set(ImageMetadata.Exif, Exif(1, bigEndian: true));
        image.Metadata.Set("Text:Comment", "λ → 5 µm");
        Image back = ImageFile.Read(ImageFile.Encode(image, new JpegWriteOptions()));
        Assert.Equal(image.Metadata.OrderBy(fact => fact.Key), back.Metadata.OrderBy(fact => fact.Key));
        image.Metadata.Set(ImageMetadata.Exif, new byte[70000]);
        Assert.Contains("\"Exif\" has 70000 bytes, at most 65527", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new JpegWriteOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_are_turned_upright_once()
    {
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            Image image = Smooth(24, 16, ColorType.Gray, 255);
            image.Metadata.Set(ImageMetadata.Exif, Exif(orientation, bigEndian: orientation % 2 == 0));
            byte[] file = ImageFile.Encode(image, new JpegWriteOptions(100));
            Image stored = ImageFile.Read(file, new ImageReadOptions(ApplyOrientation: false));
            Image upright = ImageFile.Read(file);
            bool exchanged = orientation >= 5;
            Assert.Equal(exchanged ? (16, 24) : (24, 16), (upright.Width, upright.Height));
            View<byte> from = stored.View<byte>();
            View<byte> to = upright.View<byte>();
            for (int y = 0; y < upright.Height; y++)
            {
                for (int x = 0; x < upright.Width; x++)
                {
                    // Where the first row and column of the stored image belong: EXIF 2.3, 4.6.4.
                    (int storedX, int storedY) = orientation switch
                    {
                        1 => (x, y),
                        2 => (23 - x, y),
                        3 => (23 - x, 15 - y),
                        4 => (x, 15 - y),
                        5 => (y, x),
                        6 => (y, 15 - x),
                        7 => (23 - y, 15 - x),
                        _ => (23 - y, x),
                    };
                    Assert.Equal(from[0, storedX, storedY], to[0, x, y]);
                }
            }

            // What is written again must not be turned again.
            Assert.Equal((upright.Width, upright.Height), Size(ImageFile.Read(ImageFile.Encode(upright, new JpegWriteOptions()))));
        }
    }

    [Fact]
    public void What_cannot_be_stored_is_refused()
    {
        Image image = Smooth(4, 4, ColorType.Gray, 5000);
        Assert.Contains("12 bits hold at most 4095", Assert.Throws<ImageFileException>(() => ImageFile.Encode(image, new JpegWriteOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ImageFileException>(() => ImageFile.Encode(image.ConvertTo(PixelType.Float32), new JpegWriteOptions()));
        Assert.Throws<ImageFileException>(() => ImageFile.Encode(new Image("cxy", [4, 2, 2], PixelType.UInt8, ColorType.Rgba), new JpegWriteOptions()));
        Assert.Contains("quality 0", Assert.Throws<ImageFileException>(() => ImageFile.Encode(Smooth(4, 4, ColorType.Gray, 255), new JpegWriteOptions(0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_may_be_stated_behind_the_scan()
    {
        byte[] file = ImageFile.Encode(Smooth(20, 11, ColorType.Gray, 255), new JpegWriteOptions());
        byte[] expected = ImageFile.Read(file).AsSpan<byte>().ToArray();
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        file[frame + 6] = 0;
        Assert.Contains("0 rows", Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message, StringComparison.Ordinal);
        Assert.Equal(expected, ImageFile.Read((byte[])[.. file[..^2], 0xFF, 0xDC, 0, 4, 0, 11, 0xFF, 0xD9]).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Memory_is_refused_before_it_is_taken()
    {
        byte[] file = ImageFile.Encode(Smooth(8, 8, ColorType.Rgb, 255), new JpegWriteOptions(Progressive: true));
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]);
        foreach ((ushort side, string part) in new[] { (ushort.MaxValue, "the limit is 1073741824"), ((ushort)16000, "with the coefficients of a progressive frame"), ((ushort)8000, "bytes of data, the file has") })
        {
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), side);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), side);
            long taken = Allocations.By(
                () => Assert.Contains(part, Assert.Throws<ImageFileException>(() => ImageFile.Read(file, new ImageReadOptions(1L << 30))).Message, StringComparison.Ordinal));
            Assert.InRange(taken, 0, 1 << 20);
        }
    }

    [Fact]
    public void Many_scans_of_few_bytes_are_refused()
    {
        byte[] file = ImageFile.Encode(new Image("cxy", [1, 2000, 2000], PixelType.UInt8, ColorType.Gray), new JpegWriteOptions(Progressive: true));

        // The scan behind the last table, again and again.
        int scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] again = file[scan..^2];
        byte[] many = [.. file[..^2], .. Enumerable.Repeat(again, 2000).SelectMany(bytes => bytes), 0xFF, 0xD9];
        Assert.Contains("visits of blocks", Assert.Throws<ImageFileException>(() => ImageFile.Read(many)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mutations_end_in_the_typed_exception(bool allowDamaged)
    {
        Image color = Smooth(41, 27, ColorType.Rgb, 255);
        color.Metadata.Set(ImageMetadata.Exif, Exif(6, bigEndian: false));
        Image gray = Smooth(23, 19, ColorType.Gray, 4095);
        byte[][] seeds =
        [
            ImageFile.Encode(color, new JpegWriteOptions(RestartInterval: 2)),
            ImageFile.Encode(color, new JpegWriteOptions(60, JpegSubsampling.Horizontal, Progressive: true)),
            ImageFile.Encode(color, new JpegWriteOptions(60, JpegSubsampling.None, OptimizeCode: false)),
            ImageFile.Encode(gray, new JpegWriteOptions()),
            JpegLosslessEncoder.Encode(new CodedPixels(23, 19, 1, 12, isSigned: false, System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(gray.AsSpan<ushort>()).ToArray()), 4),
            JpegLosslessEncoder.Encode(new CodedPixels(41, 27, 3, 8, isSigned: false, color.AsSpan<byte>().ToArray()), 7),
            .. File.ReadLines(Repository.PathOf("tests", "Golden", "jpeg", "goldens.txt")).Where(line => line.StartsWith("arithmetic", StringComparison.Ordinal)).Select(line => Convert.FromHexString(line.Split(' ')[2])),
        ];
        int number = 0;
        Mutations.Run<ImageFileException>(3000, seeds, data =>
        {
            if (allowDamaged || number++ % 2 == 0)
            {
                ImageFile.Read(data, new ImageReadOptions(AllowDamaged: allowDamaged));
            }
            else
            {
                JpegDecoder.Decode(data, "mutation", convertColor: false, 1 << 26);
            }
        });
    }

    private static (int Width, int Height) Size(Image image) => (image.Width, image.Height);

    // A directory with one entry, the orientation, behind a byte order.
    private static byte[] Exif(int orientation, bool bigEndian)
        => bigEndian
            ? [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]
            : [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    private static Image Smooth(int width, int height, ColorType color, int most)
    {
        int channels = color.ChannelCount();
        Image image = new("cxy", [channels, width, height], PixelType.Float64, color);
        Span<double> samples = image.AsSpan<double>();
        for (int i = 0; i < samples.Length; i++)
        {
            (int x, int y) = (i / channels % width, i / channels / width);
            samples[i] = most * (0.5 + (0.45 * Math.Sin(0.11 * x) * Math.Cos((0.13 * y) + (0.5 * (i % channels)))));
        }

        samples[0] = most;
        return image.ConvertTo(most > 255 ? PixelType.UInt16 : PixelType.UInt8);
    }

    private static double MeanDifference<T>(Image expected, Image actual)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        double[] a = Array.ConvertAll(expected.AsSpan<T>().ToArray(), double.CreateChecked);
        double[] b = Array.ConvertAll(actual.AsSpan<T>().ToArray(), double.CreateChecked);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }
}
