using System.Buffers.Binary;
using System.Text;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG 2000 through the native library.</summary>
public sealed class NativeJpeg2000Tests
{
    private const long Most = 1 << 24;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_depth_with_and_without_sign_comes_back_equal(int components)
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        for (int bits = 1; bits <= 24; bits++)
        {
            foreach (bool isSigned in new[] { false, true })
            {
                CodedPixels pixels = NativeSupport.Pixels(33, 21, components, bits, isSigned, bits);
                CodedPixels back = Jpeg2000Codec.Decode(Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions()), "memory", Most);
                Assert.Equal((33, 21, components, bits, isSigned), (back.Width, back.Height, back.Components, back.Bits, back.IsSigned));
                Assert.True(pixels.Samples.Span.SequenceEqual(back.Samples.Span), $"{components} components of {bits} bits, sign {isSigned}");
            }
        }
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(1, 16)]
    public void Loss_makes_the_stream_as_small_as_asked(int components, int bits)
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        CodedPixels pixels = NativeSupport.Pixels(256, 256, components, bits, false, 5);
        byte[] stream = Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions(Reversible: false, Ratio: 10));
        Assert.InRange(stream.Length, pixels.Samples.Length / 10 / 2, pixels.Samples.Length / 10 * 21 / 20);
        double error = NativeSupport.Values(pixels).Zip(NativeSupport.Values(Jpeg2000Codec.Decode(stream, "memory", Most)), (left, right) => Math.Abs(left - right)).Average();
        Assert.InRange(error, 0.01, Math.Pow(2, bits) / 64);
    }

    [Fact]
    public void Files_keep_colour_opacity_and_bits()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        foreach (ColorType color in new[] { ColorType.Gray, ColorType.GrayAlpha, ColorType.Rgb, ColorType.Rgba })
        {
            int channels = color.ChannelCount();
            byte[] samples = NativeSupport.Pixels(19, 12, channels, 8, false, channels).Samples.ToArray();
            Image image = Image.Wrap<byte>(samples, "cxy", [channels, 19, 12], color);
            byte[] file = ImageFile.Encode(image, new Jpeg2000WriteOptions());
            Assert.Equal((byte)'j', file[4]);
            Image back = ImageFile.Read(file);
            Assert.Equal((color, PixelType.UInt8), (back.Color, back.PixelType));
            Assert.Equal(samples, back.AsSpan<byte>().ToArray());
        }

        Image bare = ImageFile.Read(ImageFile.Encode(Image.Wrap<short>(new short[] { -32768, 32767, 1, 2 }, "xy", [2, 2]), new Jpeg2000WriteOptions(Codestream: true)));
        Assert.Equal([-32768, 32767, 1, 2], bare.AsSpan<short>().ToArray());
    }

    [Theory]
    [InlineData(32, false, "32 bits")]
    [InlineData(8, true, "ratio 0.5")]
    public void What_cannot_be_stored_is_named(int bits, bool small, string part)
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        CodedPixels pixels = NativeSupport.Pixels(4, 4, 1, bits, isSigned: true, 1);
        Assert.Contains(part, Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions(Ratio: small ? 0.5 : 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_above_its_bits_is_named()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        CodedPixels pixels = new(2, 1, 1, 4, isSigned: false, new byte[] { 15, 16 });
        Assert.Contains("sample 1 of component 0 is 16", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_that_ask_for_too_much_are_refused()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        byte[] stream = Jpeg2000Codec.Encode(NativeSupport.Pixels(64, 64, 1, 8, false, 1), new Jpeg2000WriteOptions());
        Assert.Contains("exceed the limit", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Decode(stream, "a", 4095)).Message, StringComparison.Ordinal);

        // Tiles of one sample: 4096 of them have at least 14 bytes each.
        byte[] tiny = [.. stream];
        tiny.AsSpan(24, 8).Clear();
        tiny[27] = 1;
        tiny[31] = 1;
        Assert.Contains("4096 tiles", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Decode(tiny, "a", Most)).Message, StringComparison.Ordinal);

        // Precincts of 1 x 1 in resolution 0 of a picture that is not halved: a packet for every sample.
        byte[] packets = Jpeg2000Codec.Encode(NativeSupport.Pixels(64, 64, 1, 8, false, 1), new Jpeg2000WriteOptions(Resolutions: 1));
        int cod = packets.AsSpan().IndexOf(new byte[] { 0xFF, 0x52 });
        byte[] small = [.. packets.AsSpan(0, cod + 3), 13, 1, .. packets.AsSpan(cod + 5, 9), 0, .. packets.AsSpan(cod + 14)];
        small = [.. small.AsSpan(0, 1400)];
        int sot = small.AsSpan().IndexOf(new byte[] { 0xFF, 0x90 });
        small.AsSpan(sot + 6, 4).Clear();
        Assert.Contains("4096 packets", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Decode(small, "a", Most)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tile_is_named()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        byte[] stream = Jpeg2000Codec.Encode(NativeSupport.Pixels(64, 64, 1, 8, false, 1), new Jpeg2000WriteOptions());
        int sot = stream.AsSpan().IndexOf(new byte[] { 0xFF, 0x90 });
        Assert.Contains("tile 0 of 1 is missing", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Decode((byte[])[.. stream.AsSpan(0, sot), 0xFF, 0x90], "a", Most)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Palettes_of_files_are_applied()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        byte[] codestream = Jpeg2000Codec.Encode(new CodedPixels(3, 2, 1, 8, false, new byte[] { 0, 1, 2, 2, 1, 9 }), new Jpeg2000WriteOptions());
        byte[] palette = Box("pclr", [0, 3, 3, 7, 7, 7, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
        byte[] mapping = Box("cmap", [0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2]);
        Image image = ImageFile.Read(File(16, [.. palette, .. mapping], codestream));
        Assert.Equal(ColorType.Rgb, image.Color);

        // Index 9 lies beyond the palette and takes its last entry.
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90, 70, 80, 90, 40, 50, 60, 70, 80, 90], image.AsSpan<byte>().ToArray());
        byte[] wrong = Box("pclr", [0, 4, 3, 7, 7, 7, 10, 20, 30]);
        Assert.Contains("palette of 4 entries", Assert.Throws<ImageFileException>(() => ImageFile.Read(File(16, wrong, codestream))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Luma_and_colour_differences_of_files_become_red_green_blue()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        byte[] samples = [128, 128, 128, 76, 85, 255, 150, 44, 21, 29, 255, 107];
        byte[] codestream = Jpeg2000Codec.Encode(new CodedPixels(2, 2, 3, 8, false, samples), new Jpeg2000WriteOptions(ColorTransform: false));
        Assert.Equal([128, 128, 128, 254, 0, 0, 0, 255, 1, 0, 0, 254], ImageFile.Read(File(18, [], codestream)).AsSpan<byte>().ToArray());
        Assert.Equal(samples, ImageFile.Read(File(16, [], codestream)).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Subsampled_components_are_repeated()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        CodedPixels pixels = NativeSupport.Pixels(20, 10, 1, 8, false, 4);
        byte[] stream = Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions());

        // The grid and the tile become twice as large, and the component takes every second point: A.5.1.
        Assert.Equal((20, 10), (stream[11], stream[15]));
        stream[11] = 39;
        stream[15] = 20;
        stream[27] = 39;
        stream[31] = 20;
        stream[43] = 2;
        stream[44] = 2;
        CodedPixels back = Jpeg2000Codec.Decode(stream, "memory", Most);
        Assert.Equal((39, 20), (back.Width, back.Height));
        long[] values = NativeSupport.Values(pixels);
        Assert.Equal(Enumerable.Range(0, 39 * 20).Select(i => values[(i / 39 / 2 * 20) + (i % 39 / 2)]), NativeSupport.Values(back));
    }

    [Fact]
    public void The_frame_of_dicom_may_be_a_file()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        CodedPixels pixels = NativeSupport.Pixels(20, 10, 3, 12, false, 4);
        byte[] codestream = Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions());
        Assert.True(pixels.Samples.Span.SequenceEqual(Jpeg2000Codec.Decode(File(18, [], codestream), "memory", Most).Samples.Span));
    }

    [Fact]
    public void Damaged_streams_end_in_the_typed_exception()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        Image rgba = Image.Wrap<byte>(NativeSupport.Pixels(33, 21, 4, 8, false, 1).Samples.ToArray(), "cxy", [4, 33, 21], ColorType.Rgba);
        byte[][] files =
        [
            ImageFile.Encode(rgba, new Jpeg2000WriteOptions()),
            Jpeg2000Codec.Encode(NativeSupport.Pixels(33, 21, 1, 12, true, 1), new Jpeg2000WriteOptions()),
            Jpeg2000Codec.Encode(NativeSupport.Pixels(33, 21, 3, 8, false, 1), new Jpeg2000WriteOptions(Reversible: false, Ratio: 4)),
        ];
        ImageReadOptions options = new(Most);
        Mutations.Run<ImageFileException>(2000, files, file => ImageFile.Read(file, options));
    }

    private static byte[] File(byte space, byte[] boxes, byte[] codestream)
    {
        byte[] header = [.. Box("ihdr", new byte[14]), .. Box("colr", [1, 0, 0, 0, 0, 0, space]), .. boxes];
        return [.. Box("jP  ", [13, 10, 0x87, 10]), .. Box("jp2h", header), .. Box("jp2c", codestream)];
    }

    private static byte[] Box(string type, byte[] content)
    {
        byte[] box = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return box;
    }
}
