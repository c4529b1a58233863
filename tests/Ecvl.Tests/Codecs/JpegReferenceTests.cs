using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG files of the corpus decode to what Pillow and OpenCV (libjpeg-turbo) make of them, bit by bit.</summary>
public sealed class JpegReferenceTests
{
    private const string Damaged = "jpeg-decoder/crashtest/images/imagetestsuite/";

    // Read though the references could not: they lack the process, or heed damage in segments that do not matter.
    private static readonly HashSet<string> s_read =
    [
        "libjpeg-turbo/monkey12.jpg",
        "jpeg-decoder/reftest/images/lossless/1/jpeg_lossless_sel5.jpg",
        "jpeg-decoder/reftest/images/lossless/1/jpeg_lossless_sel7.jpg",
        "jpeg-decoder/reftest/images/lossless/2/MR4.jpg",
        Damaged + "255015e07b6f9137b53b0f97d67a8aef.jpg",
        Damaged + "ba60305ac83fe3d8ef01da1d9a0ecc79.jpg",
        Damaged + "3ef05501315073d9d4e1c6b654d99ac0.jpg",
    ];

    // Refused though a reference could read them: arithmetic coding.
    private static readonly HashSet<string> s_refused = ["libjpeg-turbo/testimgari.jpg"];

    // Progressive files whose scans leave bits open: libjpeg smooths their blocks, which invents detail.
    private static readonly HashSet<string> s_smoothed =
    [
        Damaged + "f6b4389c3cf0f5997b2e5a4b905aea8d.jpg",
        Damaged + "b55977028a3a574336966b6536640fc9.jpg",
        Damaged + "8e5e74dbf9b68a322fbb9512db837329.jpg",
        "jpeg-decoder/crashtest/images/subtract-with-overflow.jpg",
    ];

    [Fact]
    public void Files_equal_their_references_and_broken_ones_are_refused()
    {
        string folder = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        ImageReadOptions options = new(ApplyOrientation: false);
        List<string> wrong = [];
        int equal = 0;
        int refused = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject())
        {
            string path = Path.Combine(folder, entry.Name);
            if (!entry.Name.EndsWith(".jpg", StringComparison.Ordinal) && !entry.Name.EndsWith(".jpeg", StringComparison.Ordinal))
            {
                continue;
            }

            byte[] data = File.ReadAllBytes(path);
            if (!new JpegCodec().Recognizes(data))
            {
                continue;
            }

            bool known = entry.Value.TryGetProperty(entry.Name == "pillow/truncated_exif_dpi.jpg" ? "cv2" : "pil_rgb", out JsonElement reference) && !s_refused.Contains(entry.Name);
            try
            {
                Image image = ImageFile.Read(path, options);
                if (known)
                {
                    string? fault = Compare(image, reference, s_smoothed.Contains(entry.Name));
                    equal += fault is null ? 1 : 0;
                    wrong.AddRange(fault is null ? [] : [$"{entry.Name}: {fault}"]);
                }
                else if (!s_read.Contains(entry.Name))
                {
                    wrong.Add($"{entry.Name}: was read as {image}");
                }
            }
            catch (ImageFileException error)
            {
                refused++;
                Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
                wrong.AddRange(known || s_read.Contains(entry.Name) ? [error.Message] : []);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(equal >= 50 && refused >= 35, $"{equal} files equal, {refused} refused");
    }

    [Theory]
    [InlineData("pillow/truncated_jpeg.jpg")]
    [InlineData("pillow/truncated_exif_dpi.jpg")]
    [InlineData(Damaged + "46f5d9c1b0fe352353688f736e5617b6.jpg")]
    [InlineData(Damaged + "eecb78b937a7c5f04aae2f5b0f5b5acc.jpg")]
    public void Truncated_files_are_read_where_that_is_allowed(string name)
    {
        string path = Assets.Require(["images", .. name.Split('/')]);
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Assets.Require("images", "references.json")));
        Image image = ImageFile.Read(path, new ImageReadOptions(ApplyOrientation: false, AllowTruncated: true));
        Assert.Null(Compare(image, references.RootElement.GetProperty(name).GetProperty("cv2"), smoothed: true));
    }

    [Fact]
    public void Arithmetic_coding_is_refused_by_name()
    {
        string path = Assets.Require("images", "libjpeg-turbo", "testimgari.jpg");
        Assert.Contains("marker FFC9 at offset 158 stands for arithmetic coding", Assert.Throws<ImageFileException>(() => ImageFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private static string? Compare(Image image, JsonElement reference, bool smoothed)
    {
        int[] shape = [.. reference.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        if (image.Height != shape[0] || image.Width != shape[1])
        {
            return $"{image} is not [{string.Join(", ", shape)}]";
        }

        byte[] samples = image.AsSpan<byte>().ToArray();
        if (image.ChannelCount == 1 && shape.Length == 3)
        {
            samples = [.. samples.SelectMany(value => new[] { value, value, value })];
        }

        if (smoothed)
        {
            long difference = Math.Abs(samples.Sum(value => (long)value) - reference.GetProperty("sum").GetInt64());
            return difference <= 2L * samples.Length ? null : $"the sum of {samples.Length} samples differs by {difference}";
        }

        return Convert.ToHexStringLower(SHA256.HashData(samples)) == reference.GetProperty("sha256_le").GetString() ? null : $"{image} differs";
    }
}
