using System.Text.Json;
using DeepHealth.FormatReport;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Files of the corpus decode to what Pillow, OpenCV and tifffile make of them, and generated ones to their content.</summary>
public sealed class ReferenceImageTests
{
    // All files that are refused though a reference reads them, with a part of the reason.
    private static readonly Dictionary<string, string> s_refused = new()
    {
        // Damaged headers and tables, which OpenCV passes over and Pillow refuses.
        [Damaged + "5315c35bbcc28d8eee419028ac9f38e0.jpg"] = "the segment FFDD at offset 3807 states 25901 bytes, 764 are left",
        [Damaged + "5c67195f6993c9f8d0d32d4ffe0d8e62.jpg"] = "the segment FFC4 at offset 406 states 228 bytes, 205 are left",
        [Damaged + "96b3e939852157613fa2e48d58fe35fe.jpg"] = "a second image begins at offset 3897",
        [Damaged + "a17806f32b45d63eea5230e7893e1f15.jpg"] = "the segment FFDB at offset 3185 states 57205 bytes, 259 are left",
        [Damaged + "a7326ba8f3f4559991126474dd30083d.jpg"] = "the segment FFE0 at offset 2 states 1 bytes",
        [Damaged + "b4103df93880fc5677c2a081e4bfc712.jpg"] = "a second frame begins at offset 4543",
        [Damaged + "f006e96f3b27fdfaa075322d759ea2e8.jpg"] = "is of class 12, number 5",
        [Damaged + "fd44dc63fa7bdd12ee34fc602231ef02.jpg"] = "it was cut short",
        ["image-tiff/images/int16_zstd.tif"] = "Zstandard",
        ["image-tiff/libtiffpic/zackthecat.tif"] = "replaced by the kind 7",
        ["pillow/hopper_lzma.tif"] = "LZMA",
        ["pillow/hopper_webp.tif"] = "WebP",

        // A fuzzer's file: libtiff guesses the rest of each damaged row, Pillow refuses as well.
        ["pillow/crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif"] = "at its bit",
    };

    private const string Damaged = "jpeg-decoder/crashtest/images/imagetestsuite/";

    [Theory]
    [InlineData(27, "BMP")]
    [InlineData(3, "GIF")]
    [InlineData(1, "GIF", "synthetic")]
    [InlineData(54, "JPEG")]
    [InlineData(18, "JPEG", "synthetic")]
    [InlineData(196, "PNG")]
    [InlineData(2, "PNM")]
    [InlineData(124, "TIFF")]
    [InlineData(29, "TIFF", "synthetic")]
    [InlineData(12, "WebP")]
    [InlineData(1, "WebP", "synthetic")]
    public void Files_equal_their_references_or_are_refused_for_a_known_reason(int passed, string format, params string[] above)
    {
        CaseResult[] results = [.. RasterCorpus.Run(Assets.Require([.. above, "images"]), format)];
        Assert.SkipWhen(results.Any(result => result.Outcome == Outcome.Unavailable), results[0].Reason);
        string[] failed = [.. results.Where(result => result.Outcome == Outcome.Failed).Select(result => $"{result.Name}: {result.Reason}")];
        Assert.True(failed.Length == 0, string.Join('\n', failed));
        foreach (CaseResult result in results.Where(result => result.Outcome == Outcome.Refused))
        {
            Assert.True(s_refused.TryGetValue(result.Name, out string? reason), $"{result.Name}: {result.Reason}");
            Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(passed, results.Count(result => result.Outcome == Outcome.Passed && !result.IsBroken));
    }

    [Fact]
    public void Five_and_six_bit_channels_are_stretched_and_rounded()
    {
        foreach (string name in RasterCorpus.Unasserted.Keys.Where(name => name.Contains("rgb16", StringComparison.Ordinal)))
        {
            (_, string path, JsonElement expected) = References.Of(Assets.Require("images")).Single(file => file.Name == name);
            long pillow = expected.GetProperty("pil_rgb").GetProperty("sum").GetInt64();
            Image image = ImageFile.Read(path);
            long sum = image.AsSpan<byte>().ToArray().Sum(value => (long)value);
            Assert.InRange(sum - pillow, 0, image.SampleCount);
        }
    }

    [Fact]
    public void Masks_of_thirty_two_bits_are_heeded()
    {
        Image masked = ImageFile.Read(Assets.Require("images", "pillow", "bmp", "g", "rgb32bf.bmp"));
        Image plain = ImageFile.Read(Assets.Require("images", "pillow", "bmp", "g", "rgb32.bmp"));
        Assert.Equal(plain.AsSpan<byte>().ToArray(), masked.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Run_length_pixels_that_are_there_equal_the_plain_file()
    {
        byte[] runs = ImageFile.Read(Assets.Require("images", "pillow", "bmp", "g", "pal4rle.bmp")).AsSpan<byte>().ToArray();
        byte[] plain = ImageFile.Read(Assets.Require("images", "pillow", "bmp", "g", "pal4.bmp")).AsSpan<byte>().ToArray();
        Assert.Equal(plain, runs);
    }
}
