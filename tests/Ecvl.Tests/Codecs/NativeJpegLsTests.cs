using System.Runtime.InteropServices;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG-LS through the native library.</summary>
public sealed class NativeJpegLsTests
{
    private const long Most = 1 << 24;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_depth_and_order_of_components_comes_back_equal(int components)
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        for (int bits = 2; bits <= 16; bits++)
        {
            foreach (JpegLsInterleave interleave in Enum.GetValues<JpegLsInterleave>())
            {
                CodedPixels pixels = NativeSupport.Pixels(33, 21, components, bits, isSigned: false, bits);
                byte[] stream = JpegLsCodec.Encode(pixels, new JpegLsWriteOptions(0, interleave));
                CodedPixels back = JpegLsCodec.Decode(stream, "memory", Most);
                Assert.Equal((33, 21, components, bits, false), (back.Width, back.Height, back.Components, back.Bits, back.IsSigned));
                Assert.True(pixels.Samples.Span.SequenceEqual(back.Samples.Span), $"{components} components of {bits} bits by {interleave}");
            }
        }
    }

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(8, 3, 7)]
    [InlineData(12, 1, 20)]
    [InlineData(16, 1, 255)]
    [InlineData(2, 1, 1)]
    public void Near_lossless_stays_within_its_difference_and_is_smaller(int bits, int components, int near)
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        CodedPixels pixels = NativeSupport.Pixels(64, 64, components, bits, isSigned: false, 5);
        byte[] stream = JpegLsCodec.Encode(pixels, near);
        long[] before = NativeSupport.Values(pixels);
        long[] after = NativeSupport.Values(JpegLsCodec.Decode(stream, "memory", Most));
        Assert.Equal(near, before.Zip(after, (left, right) => Math.Abs(left - right)).Max());
        Assert.True(stream.Length < JpegLsCodec.Encode(pixels).Length);
    }

    [Fact]
    public void Samples_with_sign_keep_their_bits()
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        foreach (int bits in new[] { 7, 8, 12, 16 })
        {
            CodedPixels pixels = NativeSupport.Pixels(20, 10, 1, bits, isSigned: true, bits);
            CodedPixels back = JpegLsCodec.Decode(JpegLsCodec.Encode(pixels), "memory", Most);
            long[] extended = [.. NativeSupport.Values(back).Select(value => value << (64 - bits) >> (64 - bits))];
            Assert.Equal(NativeSupport.Values(pixels), extended);
        }
    }

    [Fact]
    public void A_loss_near_the_ends_of_a_signed_range_is_refused()
    {
        short[] samples = [-32767, 0, 5, 32700];
        CodedPixels pixels = new(2, 2, 1, 16, isSigned: true, MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
        Assert.Contains("sample 0", Assert.Throws<ImageFileException>(() => JpegLsCodec.Encode(pixels, near: 2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, "1 bits")]
    [InlineData(17, 0, "17 bits")]
    [InlineData(8, 128, "outside 0 … 127")]
    [InlineData(16, 256, "outside 0 … 255")]
    public void What_cannot_be_stored_is_named(int bits, int near, string part)
    {
        CodedPixels pixels = NativeSupport.Pixels(4, 4, 1, bits, isSigned: false, 1);
        Assert.Contains(part, Assert.Throws<ImageFileException>(() => JpegLsCodec.Encode(pixels, near)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_above_its_bits_is_named()
    {
        CodedPixels pixels = new(2, 1, 1, 4, isSigned: false, new byte[] { 15, 16 });
        Assert.Contains("sample 1 does not fit into 4 bits", Assert.Throws<ImageFileException>(() => JpegLsCodec.Encode(pixels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_go_to_files_and_back()
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        Image image = Image.Wrap<ushort>(NativeSupport.Values(NativeSupport.Pixels(30, 20, 3, 12, false, 3)).Select(value => (ushort)value).ToArray(), "cxy", [3, 30, 20], ColorType.Rgb);
        image.Metadata.Set(ImageMetadata.BitsPerSample, 12L);
        byte[] file = ImageFile.Encode(image, new JpegLsWriteOptions());
        Image back = ImageFile.Read(file);
        Assert.Equal((PixelType.UInt16, ColorType.Rgb), (back.PixelType, back.Color));
        Assert.True(back.Metadata.TryGet(ImageMetadata.BitsPerSample, out long bits));
        Assert.Equal(12, bits);
        Assert.Equal(image.AsSpan<ushort>().ToArray(), back.AsSpan<ushort>().ToArray());
    }

    [Fact]
    public void A_picture_larger_than_allowed_is_refused_from_its_header()
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        byte[] stream = JpegLsCodec.Encode(NativeSupport.Pixels(100, 100, 1, 8, false, 1));
        Assert.Contains("100 x 100", Assert.Throws<ImageFileException>(() => JpegLsCodec.Decode(stream, "a.jls", 9999)).Message, StringComparison.Ordinal);
        Assert.Contains("\"a.jls\"", Assert.Throws<ImageFileException>(() => JpegLsCodec.Decode(stream.AsMemory(0, 200), "a.jls", Most)).Message, StringComparison.Ordinal);
        Assert.Throws<ImageFileException>(() => JpegLsCodec.Decode(default, "empty", Most));
    }

    [Fact]
    public void Damaged_streams_end_in_the_typed_exception()
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        List<byte[]> files = [];
        foreach (JpegLsInterleave interleave in Enum.GetValues<JpegLsInterleave>())
        {
            files.Add(JpegLsCodec.Encode(NativeSupport.Pixels(17, 11, 3, 8, false, 1), new JpegLsWriteOptions(0, interleave)));
            files.Add(JpegLsCodec.Encode(NativeSupport.Pixels(17, 11, 1, 12, false, 1), new JpegLsWriteOptions(3, interleave)));
        }

        Mutations.Run<ImageFileException>(4000, files, file => JpegLsCodec.Decode(file, "mutation", Most));
    }
}
