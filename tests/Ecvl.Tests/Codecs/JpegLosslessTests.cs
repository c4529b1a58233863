using System.Security.Cryptography;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Lossless frames come back bit by bit.</summary>
public sealed class JpegLosslessTests
{
    // Sums over little-endian samples of what GDCM 3.0.21 decodes.
    [Theory]
    [InlineData("lossless/1/jpeg_lossless_sel5.jpg", 16, "1ec00c6c088ec7afeb2361771aba5a4a12a4cfb765380993c37377edcd5616cb")]
    [InlineData("lossless/1/jpeg_lossless_sel7.jpg", 16, "1ec00c6c088ec7afeb2361771aba5a4a12a4cfb765380993c37377edcd5616cb")]
    [InlineData("lossless/2/MR4.jpg", 12, "9c7574cb23eef7f99481e94764d3efe4025db704be97cc18a944c0db2dfdb3d1")]
    public void Files_decode_to_what_gdcm_decodes(string name, int bits, string sha256)
    {
        string path = Assets.Require(["images", "jpeg-decoder", "reftest", "images", .. name.Split('/')]);
        CodedPixels pixels = JpegDecoder.Decode(File.ReadAllBytes(path), name, convertColor: true, 1 << 24);
        Assert.Equal(bits, pixels.Bits);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(pixels.Samples.Span)));
    }

    [Fact]
    public void Every_predictor_depth_and_number_of_components_comes_back()
    {
        Random random = new(1);
        for (int predictor = 1; predictor <= 7; predictor++)
        {
            for (int bits = 2; bits <= 16; bits++)
            {
                int components = random.Next(1, 5);
                CodedPixels pixels = Noise(random, random.Next(1, 18), random.Next(1, 18), components, bits);
                byte[] file = JpegLosslessEncoder.Encode(pixels, predictor);
                CodedPixels back = JpegDecoder.Decode(file, "memory", convertColor: true, 1 << 20);
                Assert.Equal((pixels.Width, pixels.Height, components, bits), (back.Width, back.Height, back.Components, back.Bits));
                Assert.True(pixels.Samples.Span.SequenceEqual(back.Samples.Span), $"predictor {predictor}, {bits} bits, {components} components");
            }
        }
    }

    [Fact]
    public void A_difference_of_half_the_range_takes_category_16()
    {
        byte[] samples = [0, 0, 0, 128, 0, 0, 255, 127, 255, 255];
        CodedPixels pixels = new(5, 1, 1, 16, isSigned: false, samples);
        byte[] file = JpegLosslessEncoder.Encode(pixels);
        Assert.Equal(samples, JpegDecoder.Decode(file, "memory", convertColor: false, 1 << 20).Samples.ToArray());
        Assert.Contains((byte)16, file);
    }

    [Fact]
    public void Restart_markers_begin_the_prediction_anew()
    {
        // Three rows alike, each coded as an image of its own.
        CodedPixels row = Noise(new Random(4), 9, 1, 1, 8);
        byte[] file = JpegLosslessEncoder.Encode(row, 2);
        int scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] data = file[(scan + 10)..^2];
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC3]);
        file[frame + 6] = 3;
        byte[] Rows(byte interval) => [.. file[..scan], 0xFF, 0xDD, 0, 4, 0, interval, .. file[scan..(scan + 10)], .. data, 0xFF, 0xD0, .. data, 0xFF, 0xD1, .. data, 0xFF, 0xD9];
        byte[] samples = row.Samples.ToArray();
        Assert.Equal([.. samples, .. samples, .. samples], JpegDecoder.Decode(Rows(9), "memory", convertColor: false, 1 << 20).Samples.ToArray());
        Assert.Contains("after whole rows of 9", Assert.Throws<ImageFileException>(() => JpegDecoder.Decode(Rows(8), "memory", convertColor: false, 1 << 20)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Smooth_images_become_smaller_and_noise_hardly_grows()
    {
        byte[] ramp = new byte[128 * 128];
        for (int i = 0; i < ramp.Length; i++)
        {
            ramp[i] = (byte)((i % 128) + (i / 128));
        }

        Assert.True(JpegLosslessEncoder.Encode(new CodedPixels(128, 128, 1, 8, isSigned: false, ramp)).Length < ramp.Length / 3);
        CodedPixels noise = Noise(new Random(2), 128, 128, 1, 16);
        Assert.True(JpegLosslessEncoder.Encode(noise).Length < noise.Samples.Length * 1.2);
    }

    [Fact]
    public void Damage_and_missing_data_are_refused()
    {
        byte[] file = JpegLosslessEncoder.Encode(Noise(new Random(3), 16, 16, 1, 8));
        ImageFileException error = Assert.Throws<ImageFileException>(() => JpegDecoder.Decode(file.AsMemory(0, file.Length - 40), "short.jpg", convertColor: false, 1 << 20));
        Assert.Contains("\"short.jpg\": the file ends at offset", error.Message, StringComparison.Ordinal);
        Assert.Throws<ImageFileException>(() => JpegLosslessEncoder.Encode(Noise(new Random(3), 2, 2, 5, 8)));
        Assert.Throws<ImageFileException>(() => JpegLosslessEncoder.Encode(Noise(new Random(3), 2, 2, 1, 8), predictor: 8));
    }

    private static CodedPixels Noise(Random random, int width, int height, int components, int bits)
    {
        int bytes = bits <= 8 ? 1 : 2;
        byte[] samples = new byte[width * height * components * bytes];
        for (int i = 0; i < samples.Length; i += bytes)
        {
            int value = random.Next(1 << bits);
            samples[i] = (byte)value;
            if (bytes == 2)
            {
                samples[i + 1] = (byte)(value >> 8);
            }
        }

        return new CodedPixels(width, height, components, bits, isSigned: false, samples);
    }
}
