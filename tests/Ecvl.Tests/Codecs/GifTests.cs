using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>GIF files decode to what Pillow makes of them, frame by frame.</summary>
public sealed class GifTests
{
    [Fact]
    public void Files_of_the_corpus_are_equal_to_the_reference()
    {
        string folder = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        int equal = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject().Where(entry => entry.Name.EndsWith(".gif", StringComparison.Ordinal)))
        {
            Image image = ImageFile.Read(Path.Combine(folder, entry.Name));
            Assert.Equal(ColorType.Rgb, image.Color);
            Assert.Equal(entry.Value.GetProperty("pil_rgb").GetProperty("sha256_le").GetString(), Hash(image));
            equal++;
        }

        Assert.Equal(3, equal);
    }

    [Fact]
    public void The_generated_file_has_its_exact_values()
    {
        Image image = ImageFile.Read(Assets.Require("synthetic", "images", "sy_pal.gif"));
        Assert.Equal("f7390b9f68b02d7bace610cdcffe9488217f9c8625d74d895a6b71754a1f4237", Hash(image));
    }

    [Theory]
    [InlineData("moving_0.gif")]
    [InlineData("moving_1.gif")]
    [InlineData("moving_2.gif")]
    [InlineData("moving_3.gif")]
    [InlineData("interlaced.gif")]
    public void Frames_are_laid_over_each_other_as_disposal_says(string name)
    {
        using JsonDocument frames = JsonDocument.Parse(File.ReadAllBytes(Golden("gif_frames.json")));
        string[] expected = [.. frames.RootElement.GetProperty(name).EnumerateArray().Select(hash => hash.GetString()!)];
        IReadOnlyList<Image> pages = ImageFile.ReadPages(Golden(name));
        Assert.Equal(expected, pages.Select(page => Hash(page.Color == ColorType.Rgba ? Cleared(page) : Cleared(page.ToColor(ColorType.Rgba)))));

        // Backwards as well: a frame does not depend on what was asked before.
        for (int page = expected.Length - 1; page >= 0; page--)
        {
            Assert.Equal(expected[page], Hash(Cleared(pages[page].ToColor(ColorType.Rgba))));
        }
    }

    [Fact]
    public void Times_of_frames_are_kept()
    {
        long[] times = [.. ImageFile.ReadPages(Golden("moving_2.gif")).Select(page => page.Metadata.TryGet(ImageMetadata.FrameMilliseconds, out long time) ? time : -1)];
        Assert.Equal([70, 140, 210, 280], times);
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        byte[][] files = [.. Directory.EnumerateFiles(Golden(string.Empty), "*.gif").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Mutations.Run<ImageFileException>(4000, files, file =>
        {
            foreach (Image page in ImageFile.ReadPages(file, new ImageReadOptions(1 << 22)))
            {
                Assert.InRange(page.SampleCount, 1, 1 << 22);
            }
        });
    }

    [Fact]
    public void Gif_is_not_written()
        => Assert.Throws<ImageFileException>(() => ImageFile.Write("a.gif", new Image("cxy", [3, 2, 2], PixelType.UInt8, ColorType.Rgb)));

    // Colours under full transparency mean nothing, and the reference does not keep them.
    private static Image Cleared(Image image)
    {
        Image result = image.Copy();
        Span<byte> samples = result.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i += 4)
        {
            if (samples[i + 3] == 0)
            {
                samples.Slice(i, 4).Clear();
            }
        }

        return result;
    }

    private static string Golden(string name) => Repository.PathOf("tests", "Golden", "images", name);

    private static string Hash(Image image) => Convert.ToHexStringLower(SHA256.HashData(image.AsSpan<byte>()));
}
