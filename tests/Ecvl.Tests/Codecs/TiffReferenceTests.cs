using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Every TIFF file of the corpus decodes to what tifffile, libtiff (OpenCV) or Pillow make of it, or is refused for a stated reason.</summary>
public sealed class TiffReferenceTests
{
    // Files that a reference reads and this library does not, with a part of the message.
    private static readonly Dictionary<string, string> s_refused = new()
    {
        ["pillow/hopper_lzma.tif"] = "LZMA",
        ["pillow/hopper_webp.tif"] = "WebP",
        ["image-tiff/images/int16_zstd.tif"] = "Zstandard",
        ["image-tiff/libtiffpic/zackthecat.tif"] = "replaced by the kind 7",

        // A fuzzer's file: libtiff guesses the rest of each damaged row, Pillow refuses as well.
        ["pillow/crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif"] = "at its bit",
    };

    [Fact]
    public void Files_with_references_are_equal_to_them_or_refused_for_a_reason()
    {
        string folder = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        using JsonDocument stored = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "images", "tiff_stored.json")));
        List<string> wrong = [];
        int equal = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject())
        {
            string path = Path.Combine(folder, entry.Name);
            if (Path.GetExtension(entry.Name) is not (".tif" or ".tiff" or ".svs") || !File.Exists(path))
            {
                continue;
            }

            string? fault = Check(path, entry.Name, entry.Value, stored.RootElement.TryGetProperty(entry.Name, out JsonElement values) ? values : null);
            equal += fault is null ? 1 : 0;
            wrong.AddRange(fault is null ? [] : [$"{entry.Name}: {fault}"]);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(equal >= 130, $"{equal} files");
    }

    [Fact]
    public void Generated_files_are_equal_to_their_exact_values()
    {
        string folder = Assets.Require("synthetic", "images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        int equal = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject().Where(entry => entry.Name.EndsWith(".tif", StringComparison.Ordinal)))
        {
            string path = Path.Combine(folder, entry.Name);
            if (entry.Value.TryGetProperty("expect", out _))
            {
                Assert.Contains(entry.Name, Assert.Throws<ImageFileException>(() => ImageFile.Read(path)).Message, StringComparison.Ordinal);
                continue;
            }

            int[] shape = Shape(entry.Value);
            Image image = shape.Length == 3 && shape[0] == 3 ? ImageFile.ReadStack(path) : ImageFile.Read(path);
            byte[] bytes = entry.Value.GetProperty("dtype").GetString() == "bool" ? [.. Bytes(image).Select(value => (byte)(value & 1))] : Bytes(image);
            Assert.True(Hash(bytes) == entry.Value.GetProperty("sha256_le").GetString(), $"{entry.Name}: {image}");
            equal++;
        }

        Assert.True(equal >= 29, $"{equal} files");
    }

    [Fact]
    public void Pages_are_read_one_by_one_and_as_a_stack()
    {
        string path = Assets.Require("images", "image-tiff", "images", "seq", "seq-1c-8b-multipage-adeefdcc.tiff");
        IReadOnlyList<Image> pages = ImageFile.ReadPages(path);
        Assert.Equal(3, pages.Count);
        Image stack = ImageFile.ReadStack(path);
        Assert.Equal("cxyz [1, 16, 16, 3] UInt8 Gray", stack.ToString());
        for (int page = 2; page >= 0; page--)
        {
            Assert.Equal(pages[page].AsSpan<byte>().ToArray(), stack.Crop('z', page..(page + 1)).Copy().AsSpan<byte>().ToArray());
        }

        string scan = Assets.Require("images", "pillow", "multipage.tiff");
        Assert.Equal(["cxy [3, 10, 10] UInt8 Rgb", "cxy [3, 10, 10] UInt8 Rgb", "cxy [3, 20, 20] UInt8 Rgb"], ImageFile.ReadPages(scan).Select(page => page.ToString()));
        Assert.Contains("page 2 of", Assert.Throws<ImageFileException>(() => ImageFile.ReadStack(scan)).Message, StringComparison.Ordinal);
    }

    private static string? Check(string path, string name, JsonElement reference, JsonElement? stored)
    {
        bool decodable = reference.GetProperty("decodable").GetBoolean() || stored is not null;
        string refused = s_refused.GetValueOrDefault(name, string.Empty);
        try
        {
            Image image = ImageFile.Read(path);
            return !decodable || refused.Length > 0 ? $"{image} was read, but must be refused"
                : stored is JsonElement values ? (Hash(As("tifffile", image, values, name.Contains("miniswhite", StringComparison.Ordinal) ? 0 : 1)) == values.GetProperty("sha256_le").GetString() ? null : $"{image} differs from its stored values")
                : Compare(image, reference);
        }
        catch (ImageFileException error)
        {
            return decodable && (refused.Length == 0 || !error.Message.Contains(refused, StringComparison.Ordinal)) ? error.Message : null;
        }
    }

    private static string? Compare(Image image, JsonElement reference)
    {
        // Facts of the file as Pillow read them; some files it does not open.
        int Fact(string key, int missing) => reference.TryGetProperty("tiff", out JsonElement tiff) && tiff.TryGetProperty(key, out JsonElement fact) ? fact.GetInt32() : missing;
        int photometric = Fact("photometric", 1);
        bool turned = Fact("orientation", 1) > 1;

        // tifffile gives what is stored; the others turn and invert, which is wanted here.
        string[] makers = turned || photometric is 0 or 3 or 6 ? ["cv2", "pil_rgb", "tifffile"] : ["tifffile", "cv2", "pil_rgb", "pil"];
        List<string> seen = [];
        foreach (string maker in makers)
        {
            if (!reference.TryGetProperty(maker, out JsonElement expected) || expected.ValueKind != JsonValueKind.Object || !expected.TryGetProperty("sha256_le", out JsonElement hash))
            {
                continue;
            }

            byte[] bytes = As(maker, image, expected, photometric);
            if (Hash(bytes) == hash.GetString())
            {
                return null;
            }

            if (Fact("compression", 1) == 7 || photometric == 6)
            {
                return Near(image, expected);
            }

            seen.Add($"{maker} {expected.GetProperty("dtype")} {expected.GetProperty("shape")} ({string.Join(' ', bytes.Take(12))}; {expected.GetProperty("first6")})");
        }

        return $"{image} photometric {photometric} differs from {string.Join(", ", seen)}";
    }

    // The decoded image in the form in which the reference tool keeps it.
    private static byte[] As(string maker, Image image, JsonElement expected, int photometric)
    {
        string type = expected.GetProperty("dtype").GetString()!;
        int[] shape = Shape(expected);
        int bits = image.Metadata.TryGet(ImageMetadata.BitsPerSample, out long stored) ? (int)stored : 0;
        bool raw = maker == "tifffile";
        if (image.PixelType == PixelType.UInt8 && bits is > 0 and < 8 && (raw || maker == "pil") && photometric != 3)
        {
            int most = (1 << bits) - 1;
            image = image.Copy();
            foreach (ref byte value in image.AsSpan<byte>())
            {
                value = (byte)Math.Round(value * most / 255.0);
                value = photometric == 0 ? (byte)(most - value) : value;
            }
        }
        else if (maker == "cv2" && image.PixelType == PixelType.UInt16 && bits > 0)
        {
            image = image * (1 << (16 - bits));
        }
        else if (raw && photometric == 0)
        {
            image = (bits > 0 ? (1L << bits) - 1 : 255) - image;
        }
        else if (image.Color == ColorType.Lab)
        {
            image = image.Copy();
            Span<byte> samples = image.AsSpan<byte>();
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] ^= i % 3 == 0 ? (byte)0 : (byte)128;
            }
        }

        if (expected.TryGetProperty("premultiplied", out _))
        {
            image = Premultiplied(image);
        }

        if (type == "float16")
        {
            Half[] halves = Array.ConvertAll(image.AsSpan<float>().ToArray(), value => (Half)value);
            return MemoryMarshal.AsBytes<Half>(halves).ToArray();
        }

        bool planar = shape.Length == 3 && shape[0] == image.ChannelCount && shape[1] == image.Height;
        if (maker == "pil_rgb" && image.ChannelCount == 1)
        {
            image = image.ToColor(ColorType.Rgb);
        }

        return Bytes(planar ? image.Rearrange("xyc") : image);
    }

    // Colours times opacity: the file's own values, since the division was rounded to nearest.
    private static Image Premultiplied(Image image)
    {
        Image opacity = image.Channel(image.ChannelCount - 1).ConvertTo(PixelType.Float64) / (image.PixelType == PixelType.UInt16 ? 65535.0 : 255.0);
        Image result = image.Copy();
        for (int channel = 0; channel < image.ChannelCount - 1; channel++)
        {
            result.Channel(channel).CopyFrom(image.Channel(channel).ConvertTo(PixelType.Float64).WithColor(ColorType.None) * opacity.WithColor(ColorType.None));
        }

        return result;
    }

    // Lossy data, and the fixed-point colours of libtiff: sums to half a step, samples to 2.
    private static string? Near(Image image, JsonElement expected)
    {
        byte[] samples = image.AsSpan<byte>().ToArray();
        long sum = samples.Sum(value => (long)value);
        double distance = Math.Abs(sum - expected.GetProperty("sum").GetInt64()) / (double)samples.Length;
        int[] first = [.. expected.GetProperty("first6").EnumerateArray().Select(value => (int)value.GetDouble())];
        int[] last = [.. expected.GetProperty("last3").EnumerateArray().Select(value => (int)value.GetDouble())];
        bool near = distance <= 0.5 && first.Zip(samples).All(pair => Math.Abs(pair.First - pair.Second) <= 2) && last.Zip(samples[^3..]).All(pair => Math.Abs(pair.First - pair.Second) <= 2);
        return near ? null : $"{image}: the mean is {distance:0.00} from the reference; first {string.Join(' ', samples.Take(6))}, not {string.Join(' ', first)}";
    }

    private static int[] Shape(JsonElement expected) => [.. expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static unsafe byte[] Bytes(Image image)
    {
        Image whole = image.Copy();
        byte[] bytes = new ReadOnlySpan<byte>((void*)whole.Address, (int)(whole.SampleCount * whole.PixelType.ByteCount())).ToArray();
        GC.KeepAlive(whole);
        return bytes;
    }
}
