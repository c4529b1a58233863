using System.Runtime.InteropServices;
using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>TIFF files against tifffile, libtiff (OpenCV) and Pillow, and generated ones against their content.</summary>
internal static class TiffComparison
{
    // Stored samples of files whose references lack them: tests/Golden/images/make_tiff_stored.py.
    private static readonly JsonElement s_stored = JsonDocument.Parse(typeof(TiffComparison).Assembly.GetManifestResourceStream("tiff_stored.json")!).RootElement;

    // A fuzzer's file of facsimile data, which libtiff passes over: it is read where that is allowed.
    private const string Damaged = "pillow/crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif";

    /// <summary>Whether the content of a file is known though no tool of the references reads it.</summary>
    public static bool IsKnown(string name) => References.Find(s_stored, name) is not null;

    /// <summary>How a file differs from its reference; null where it does not.</summary>
    public static string? Fault(string path, string name, JsonElement reference)
    {
        if (References.Find(reference, "shape") is not null)
        {
            return Generated(path, reference);
        }

        Image image = ImageFile.Read(path, new ImageReadOptions(AllowDamaged: name == Damaged));
        if (References.Find(s_stored, name) is not { } values)
        {
            return Compare(image, reference);
        }

        string hash = Samples.Hash(As("tifffile", image, values, name.Contains("miniswhite", StringComparison.Ordinal) ? 0 : 1));
        return hash == values.GetProperty("sha256_le").GetString() ? null : $"{image} differs from its stored values";
    }

    private static string? Generated(string path, JsonElement reference)
    {
        int[] shape = Samples.Shape(reference);
        Image image = shape.Length == 3 && shape[0] == 3 ? ImageFile.ReadStack(path) : ImageFile.Read(path);
        byte[] bytes = Samples.Bytes(image);
        if (reference.GetProperty("dtype").GetString() == "bool")
        {
            bytes = Array.ConvertAll(bytes, value => (byte)(value & 1));
        }

        return Samples.Hash(bytes) == reference.GetProperty("sha256_le").GetString() ? null : $"{image} differs from what was written";
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
            if (Samples.Hash(bytes) == hash.GetString())
            {
                return null;
            }

            int compression = Fact("compression", 1);
            if (compression is 6 or 7 || photometric == 6)
            {
                return Near(image, expected, compression == 6 ? 1 : 0.5);
            }

            seen.Add($"{maker} {expected.GetProperty("dtype")} {expected.GetProperty("shape")} ({string.Join(' ', bytes.Take(12))}; {expected.GetProperty("first6")})");
        }

        return $"{image} photometric {photometric} differs from {string.Join(", ", seen)}";
    }

    // The decoded image in the form in which the reference tool keeps it.
    private static byte[] As(string maker, Image image, JsonElement expected, int photometric)
    {
        string type = expected.GetProperty("dtype").GetString()!;
        int[] shape = Samples.Shape(expected);
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

        return Samples.Bytes(planar ? image.Rearrange("xyc") : image);
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

    // Lossy data, and the fixed-point colours of libtiff: sums to half a step, samples to 2. In old JPEG files, whose colours have a
    // black and a white of their own, libtiff cuts the scaled codes to whole numbers before it adds them: sums to a step.
    private static string? Near(Image image, JsonElement expected, double most)
    {
        byte[] samples = image.AsSpan<byte>().ToArray();
        long sum = samples.Sum(value => (long)value);
        double distance = Math.Abs(sum - expected.GetProperty("sum").GetInt64()) / (double)samples.Length;
        int[] first = [.. expected.GetProperty("first6").EnumerateArray().Select(value => (int)value.GetDouble())];
        int[] last = [.. expected.GetProperty("last3").EnumerateArray().Select(value => (int)value.GetDouble())];
        bool near = distance <= most && first.Zip(samples).All(pair => Math.Abs(pair.First - pair.Second) <= 2) && last.Zip(samples[^3..]).All(pair => Math.Abs(pair.First - pair.Second) <= 2);
        return near ? null : $"{image}: the mean is {distance:0.00} from the reference; first {string.Join(' ', samples.Take(6))}, not {string.Join(' ', first)}";
    }
}
