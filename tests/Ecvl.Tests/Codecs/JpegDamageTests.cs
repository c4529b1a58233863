using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Damaged JPEG files are refused, and read as far as they go where that is allowed.</summary>
public sealed class JpegDamageTests
{
    private static readonly ImageReadOptions s_allowed = new(AllowDamaged: true);

    /// <summary>What may stand where the data of a scan was cut off, with a part of the reason to refuse it.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "", "it was cut short" },
        { "FFDD652D0001", "the segment FFDD" },
        { "FFDBFFFF00", "the segment FFDB" },
        { "FFD8", "a second image begins" },
        { "FFC0000B080010001001011100", "a second frame begins" },
        { "FFC4001675" + "05050505050505050505050505050505" + "00000000", "Huffman table" },
        { "FFC50008", "hierarchical" },
        { "FFDA0005030000", "the scan header" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_scan_that_is_cut_off_keeps_its_first_units(string rest, string reason)
    {
        byte[] whole = ImageFile.Encode(Noise(ColorType.Rgb), new JpegWriteOptions(90, JpegSubsampling.Both));
        byte[] start = whole[..(whole.Length * 2 / 3)];
        byte[] damaged = [.. start, .. Convert.FromHexString(rest)];
        Assert.Contains(reason, Assert.Throws<ImageFileException>(() => ImageFile.Read(damaged)).Message, StringComparison.Ordinal);

        // A mark of the end there is no fault for the strict reader.
        byte[] expected = Bytes(ImageFile.Read((byte[])[.. start, 0xFF, 0xD9]));
        Image image = ImageFile.Read(damaged, s_allowed);
        Assert.Equal(expected, Bytes(image));
        Assert.True(image.Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete);
        Assert.Equal(Bytes(ImageFile.Read(whole))[..100], expected[..100]);
        Assert.All(expected[^30..], value => Assert.Equal(128, value));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Progressive_scans_before_the_fault_count(string rest, string reason)
    {
        byte[] whole = ImageFile.Encode(Noise(ColorType.Gray), new JpegWriteOptions(90, Progressive: true));
        byte[] start = whole[..whole.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4])];
        byte[] damaged = [.. start, .. Convert.FromHexString(rest)];
        string message = Assert.Throws<ImageFileException>(() => ImageFile.Read(damaged)).Message;
        Assert.Contains(rest.Length == 0 ? "without the marker FFD9" : reason, message, StringComparison.Ordinal);
        Image image = ImageFile.Read(damaged, s_allowed);
        Assert.Equal(Bytes(ImageFile.Read((byte[])[.. start, 0xFF, 0xD9])), Bytes(image));
        Assert.True(image.Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 3)]
    [InlineData(true, 0)]
    [InlineData(true, 3)]
    public void The_end_of_the_file_is_like_its_mark(bool progressive, int restartInterval)
    {
        byte[] whole = ImageFile.Encode(Noise(ColorType.Rgb), new JpegWriteOptions(50, Progressive: progressive, RestartInterval: restartInterval));
        for (int cut = whole.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 15; cut < whole.Length - 2; cut += 5)
        {
            Assert.Equal(Bytes(ImageFile.Read((byte[])[.. whole[..cut], 0xFF, 0xD9])), Bytes(ImageFile.Read(whole.AsMemory(0, cut), s_allowed)));
        }
    }

    [Theory]
    [InlineData("FFE00001")]
    [InlineData("FFE10000")]
    [InlineData("FFFE0001")]
    public void A_remark_without_a_length_is_empty(string segment)
    {
        byte[] whole = ImageFile.Encode(Noise(ColorType.Rgb), new JpegWriteOptions(90));
        byte[] damaged = [.. whole[..2], .. Convert.FromHexString(segment), .. whole[2..]];
        Assert.Contains($"the segment {segment[..4]} at offset 2 states", Assert.Throws<ImageFileException>(() => ImageFile.Read(damaged)).Message, StringComparison.Ordinal);
        Assert.Equal(Bytes(ImageFile.Read(whole)), Bytes(ImageFile.Read(damaged, s_allowed)));
    }

    [Fact]
    public void Nothing_is_read_before_the_first_scan()
    {
        byte[] whole = ImageFile.Encode(Noise(ColorType.Gray), new JpegWriteOptions(90));
        int frame = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        int scan = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        foreach (byte[] damaged in new[] { whole[..frame], whole[..(frame + 8)], whole[..scan], whole[..(scan + 5)], [.. whole[..scan], 0xFF, 0xD9], [.. whole[..scan], .. whole[frame..]] })
        {
            Assert.Throws<ImageFileException>(() => ImageFile.Read(damaged, s_allowed));
        }

        Assert.Equal(Bytes(ImageFile.Read(whole)), Bytes(ImageFile.Read(whole, s_allowed)));
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(12, 0)]
    [InlineData(12, 3)]
    public void A_lossless_scan_keeps_its_first_rows(int bits, int low)
    {
        Image image = Noise(ColorType.Gray);
        ushort[] samples = [.. Bytes(image).Select(value => (ushort)(value << (bits - 8) >> low << low))];
        byte[] packed = bits == 8 ? Bytes(image) : MemoryMarshal.AsBytes<ushort>(samples.Select(value => (ushort)(value >> low)).ToArray()).ToArray();
        byte[] whole = JpegLosslessEncoder.Encode(new CodedPixels(image.Width, image.Height, 1, bits - low, isSigned: false, packed), 4);
        if (low > 0)
        {
            // The point transform, and the bits of the frame with it.
            int scan = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
            whole[scan + 9] = (byte)low;
            whole[whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC3]) + 4] = (byte)bits;
        }

        byte[] damaged = whole[..(whole.Length / 2)];
        Assert.Contains("AllowDamaged", Assert.Throws<ImageFileException>(() => ImageFile.Read(damaged)).Message, StringComparison.Ordinal);
        int[] expected = Values(ImageFile.Read(whole));
        int[] actual = Values(ImageFile.Read(damaged, s_allowed));
        Assert.Equal(samples.Select(value => (int)value), expected);
        int rows = Enumerable.Range(0, image.Height).TakeWhile(y => actual.AsSpan(y * image.Width, image.Width).SequenceEqual(expected.AsSpan(y * image.Width, image.Width))).Count();
        Assert.InRange(rows, image.Height / 3, image.Height * 2 / 3);
        Assert.All(actual[(rows * image.Width)..], value => Assert.Equal(1 << (bits - 1), value));
    }

    [Fact]
    public void Components_of_a_lossless_frame_without_a_scan_are_gray()
    {
        Image image = Noise(ColorType.Gray);
        byte[] whole = JpegLosslessEncoder.Encode(new CodedPixels(image.Width, image.Height, 1, 8, isSigned: false, Bytes(image)), 1);
        int frame = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC3]);
        byte[] three = [.. whole[..(frame + 13)], 201, 0x11, 0, 202, 0x11, 0, .. whole[(frame + 13)..]];
        (three[frame + 3], three[frame + 9]) = (17, 3);
        Assert.Contains("a scan of component 201 is missing", Assert.Throws<ImageFileException>(() => ImageFile.Read(three)).Message, StringComparison.Ordinal);
        byte[] samples = Bytes(ImageFile.Read(three, s_allowed));
        Assert.Equal(Bytes(image), samples.Where((_, i) => i % 3 == 0));
        Assert.All(samples.Where((_, i) => i % 3 != 0), value => Assert.Equal(128, value));
    }

    private static byte[] Bytes(Image image) => image.AsSpan<byte>().ToArray();

    private static int[] Values(Image image)
        => image.PixelType == PixelType.UInt8 ? Array.ConvertAll(Bytes(image), value => (int)value) : Array.ConvertAll(image.AsSpan<ushort>().ToArray(), value => (int)value);

    // Fine detail, so that data are spread evenly over the rows.
    private static Image Noise(ColorType color)
    {
        Image image = new("cxy", [color.ChannelCount(), 61, 53], PixelType.UInt8, color);
        new Random(7).NextBytes(image.AsSpan<byte>());
        return image;
    }
}
