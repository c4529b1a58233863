using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Files of the corpus decode to what Pillow and OpenCV (libpng) make of them.</summary>
public sealed class ReferenceImageTests
{
    // Damaged files that Pillow reads and libpng refuses, and what the message says.
    private static readonly Dictionary<string, string> s_refused = new()
    {
        ["pillow/broken_data_stream.png"] = "checksum",
        ["pillow/truncated_end_chunk.png"] = "cut short",
        ["pngsuite/png/xcsn0g01.png"] = "checksum",
    };

    // Files that the references read in different ways, and what is right for them.
    private static readonly Dictionary<string, string> s_differs = new()
    {
        ["pillow/bmp/g/rgb32bf.bmp"] = "OpenCV does not heed the masks, Pillow does not know them",
        ["pillow/bmp/g/pal4rle.bmp"] = "Pillow and OpenCV differ from each other; it must equal pal4.bmp",
        ["pillow/bmp/g/rgb16.bmp"] = "5 bits are stretched with rounding, Pillow cuts and OpenCV shifts",
        ["pillow/bmp/g/rgb16-565.bmp"] = "as rgb16",
        ["pillow/bmp/g/rgb16-565pal.bmp"] = "as rgb16",
    };

    [Fact]
    public void Files_with_references_are_equal_to_them_and_broken_files_are_refused()
    {
        string folder = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        List<string> wrong = [];
        int equal = 0;
        int refused = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject())
        {
            string path = Path.Combine(folder, entry.Name);
            byte[] data = File.Exists(path) ? File.ReadAllBytes(path) : [];
            if (!IsOurs(data, entry.Name) || s_differs.ContainsKey(entry.Name))
            {
                continue;
            }

            bool decodable = entry.Value.GetProperty("decodable").GetBoolean() && !s_refused.ContainsKey(entry.Name);
            try
            {
                Image image = ImageFile.Read(path);
                string? fault = !decodable ? "was read, but must be refused" : Compare(image, entry.Value);
                equal += fault is null ? 1 : 0;
                wrong.AddRange(fault is null ? [] : [$"{entry.Name}: {fault}"]);
            }
            catch (ImageFileException error)
            {
                refused++;
                wrong.AddRange(decodable ? [$"{entry.Name}: {error.Message}"] : []);
                Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
                Assert.Contains(s_refused.GetValueOrDefault(entry.Name, string.Empty), error.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(equal >= 200 && refused >= 10, $"{equal} files equal, {refused} refused");
    }

    [Fact]
    public void Five_and_six_bit_channels_are_stretched_and_rounded()
    {
        foreach (string name in s_differs.Keys.Where(name => name.Contains("rgb16", StringComparison.Ordinal)))
        {
            string folder = Assets.Require("images");
            using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
            long pillow = references.RootElement.GetProperty(name).GetProperty("pil_rgb").GetProperty("sum").GetInt64();
            Image image = ImageFile.Read(Path.Combine(folder, name));
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

    private static bool IsOurs(ReadOnlySpan<byte> data, string name)
        => (Path.GetExtension(name) is ".png" or ".bmp" or ".dib" or ".ppm" or ".pgm" or ".pbm" or ".pnm"
            || (Path.GetExtension(name) is ".webp" && NativeCodecs.IsAvailable(NativeCodec.WebP, out _))) && data.Length > 0;

    private static string? Compare(Image image, JsonElement reference)
    {
        bool agreed = reference.TryGetProperty("agreement", out JsonElement agreement) && agreement.ValueKind == JsonValueKind.Array && agreement.GetArrayLength() > 0;
        List<string> seen = [];
        foreach (string maker in agreed ? new[] { "cv2" } : ["pil_rgb", "cv2"])
        {
            if (reference.TryGetProperty(maker, out JsonElement expected) && expected.TryGetProperty("sha256_le", out JsonElement hash))
            {
                int[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
                string actual = Convert.ToHexStringLower(SHA256.HashData(Expand(image, shape.Length == 2 ? 1 : shape[2], expected.GetProperty("dtype").GetString() == "uint16")));
                if (actual == hash.GetString() && image.Height == shape[0] && image.Width == shape[1])
                {
                    return null;
                }

                seen.Add($"{maker} {expected.GetProperty("dtype")} [{string.Join(", ", shape)}]");
            }
        }

        return $"{image} differs from {string.Join(", ", seen)}";
    }

    // The image with 1, 3 or 4 channels, as the reference has them.
    private static byte[] Expand(Image image, int channels, bool wide)
    {
        if (wide != (image.PixelType == PixelType.UInt16))
        {
            return [];
        }

        Image result = new("cxy", [channels, image.Width, image.Height], image.PixelType);
        result.Fill(wide ? 65535 : 255);
        bool gray = image.ChannelCount <= 2;
        for (int channel = 0; channel < channels; channel++)
        {
            int from = channel == 3 ? (image.ChannelCount is 2 or 4 ? image.ChannelCount - 1 : -1) : gray ? 0 : channel;
            if (from >= 0)
            {
                result.Channel(channel).CopyFrom(image.Channel(from));
            }
        }

        return wide ? MemoryMarshal.AsBytes(result.AsSpan<ushort>()).ToArray() : result.AsSpan<byte>().ToArray();
    }
}
