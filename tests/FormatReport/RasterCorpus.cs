using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>Raster files against Pillow and OpenCV: lossless ones by SHA-256, lossy ones by size and mean.</summary>
public static class RasterCorpus
{
    private const double LossyMean = 2;

    // Damaged files that Pillow reads and the format's own library refuses.
    private static readonly string[] s_broken = ["pillow/broken_data_stream.png", "pillow/truncated_end_chunk.png", "pngsuite/png/xcsn0g01.png"];

    /// <summary>Files that the references read in different or wrong ways, each with the reason; tests of their own say what is right.</summary>
    public static IReadOnlyDictionary<string, string> Disputed { get; } = new Dictionary<string, string>
    {
        ["pillow/bmp/g/rgb32bf.bmp"] = "OpenCV does not heed the masks, Pillow does not know them",
        ["pillow/bmp/g/pal4rle.bmp"] = "Pillow and OpenCV differ from each other; it must equal pal4.bmp",
        ["pillow/bmp/g/rgb16.bmp"] = "5 bits are stretched with rounding, Pillow cuts and OpenCV shifts",
        ["pillow/bmp/g/rgb16-565.bmp"] = "as rgb16",
        ["pillow/bmp/g/rgb16-565pal.bmp"] = "as rgb16",
    };

    /// <summary>Compares every file of a folder, without those that are disputed.</summary>
    /// <param name="folder">A folder of the corpus.</param>
    /// <param name="wanted">Which files to take; all where it is null.</param>
    public static IEnumerable<CaseResult> Run(string folder, Func<string, bool>? wanted = null)
    {
        foreach ((string name, string path, JsonElement expected) in References.Of(folder))
        {
            if (!File.Exists(path) || Disputed.ContainsKey(name) || wanted?.Invoke(name) == false)
            {
                continue;
            }

            bool broken = References.Find(expected, "expect") is not null || References.Find(expected, "decodable")?.GetBoolean() == false || s_broken.Contains(name);
            CaseResult result = CaseRun.Of<ImageFileException>(Format(name), name, broken, () =>
            {
                Image image = ImageFile.Read(path);
                return broken ? null : Compare(image, expected, IsLossy(name, expected));
            });

            // A broken file of a format that is not read at all shows nothing.
            bool known = ImageFile.Codecs.Any(codec => codec.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));
            yield return broken && !known && result.Outcome == Outcome.Passed ? result with { Outcome = Outcome.Refused } : result;
        }
    }

    private static string Format(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "JPEG",
        ".tif" or ".tiff" or ".svs" => "TIFF",
        ".ppm" or ".pgm" or ".pbm" => "PNM",
        ".webp" => "WebP",
        string ending => ending.TrimStart('.').ToUpperInvariant(),
    };

    private static bool IsLossy(string name, JsonElement expected)
        => References.Find(expected, "lossy") is not null || References.Find(expected, "jpeg_layers") is not null || Format(name) is "JPEG" or "WebP";

    private static string? Compare(Image image, JsonElement expected, bool lossy)
    {
        List<string> seen = [];
        foreach (JsonElement reference in Candidates(expected))
        {
            int[] shape = Array.ConvertAll(References.Numbers(reference.GetProperty("shape")), size => (int)size);
            string type = References.Find(reference, "dtype")?.GetString() ?? "uint8";
            seen.Add($"{type} [{string.Join(", ", shape)}]");
            if (shape.Length is not (2 or 3) || image.Height != shape[0] || image.Width != shape[1])
            {
                continue;
            }

            bool equal = lossy ? MeansAgree(image, reference, shape) : References.Find(reference, "sha256_le")?.GetString() == Digest(image, shape, type);
            if (equal)
            {
                return null;
            }
        }

        return $"{image} differs from {string.Join(", ", seen)}";
    }

    // Where the tools agree, OpenCV's values stand for all; else any of them will do.
    private static IEnumerable<JsonElement> Candidates(JsonElement expected)
    {
        if (References.Find(expected, "shape") is not null)
        {
            return [expected];
        }

        bool agreed = References.Find(expected, "agreement") is { ValueKind: JsonValueKind.Array } agreement && agreement.GetArrayLength() > 0;
        string[] makers = agreed ? ["cv2"] : ["pil_rgb", "cv2", "pil", "tifffile"];
        return makers.Select(maker => References.Find(expected, maker)).Where(found => found is { } one && References.Find(one, "shape") is not null).Select(found => found!.Value);
    }

    private static bool MeansAgree(Image image, JsonElement reference, int[] shape)
    {
        if (References.Find(reference, "sum")?.GetDouble() is not { } sum)
        {
            // Only the size is stated; the pixels of such files are compared by the tests of their format.
            return true;
        }

        double own = 0;
        foreach (double value in Expand(image, shape.Length == 2 ? 1 : shape[2]).ConvertTo(PixelType.Float64).AsSpan<double>())
        {
            own += value;
        }

        return Math.Abs(own - sum) <= LossyMean * shape.Aggregate(1.0, (product, size) => product * size);
    }

    private static string Digest(Image image, int[] shape, string type)
    {
        PixelType wanted = type switch
        {
            "uint8" or "bool" => PixelType.UInt8,
            "uint16" => PixelType.UInt16,
            "int16" => PixelType.Int16,
            "uint32" => PixelType.UInt32,
            "int32" => PixelType.Int32,
            "float32" => PixelType.Float32,
            "float64" => PixelType.Float64,
            _ => PixelType.Int8,
        };
        if (wanted != image.PixelType && !(type == "bool" && image.PixelType == PixelType.Bool))
        {
            return string.Empty;
        }

        Image expanded = Expand(image, shape.Length == 2 ? 1 : shape[2]);
        byte[] bytes = Bytes(expanded);
        if (type == "bool")
        {
            bytes = Array.ConvertAll(bytes, value => value != 0 ? (byte)1 : (byte)0);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static unsafe byte[] Bytes(Image image)
    {
        byte[] bytes = new ReadOnlySpan<byte>((void*)image.Address, checked((int)(image.SampleCount * image.PixelType.ByteCount()))).ToArray();
        GC.KeepAlive(image);
        return bytes;
    }

    // The image with 1 to 4 channels, as the reference has them: gray is repeated, a missing opacity is full.
    private static Image Expand(Image image, int channels)
    {
        if (image.ChannelCount == channels)
        {
            return image.Rearrange("cxy");
        }

        Image result = new("cxy", [channels, image.Width, image.Height], image.PixelType);
        result.Fill(image.PixelType == PixelType.UInt16 ? ushort.MaxValue : byte.MaxValue);
        bool gray = image.ChannelCount <= 2;
        for (int channel = 0; channel < channels; channel++)
        {
            bool opacity = channel == 3 || (channels == 2 && channel == 1);
            int from = opacity ? (image.ChannelCount is 2 or 4 ? image.ChannelCount - 1 : -1) : gray ? 0 : channel;
            if (from >= 0 && from < image.ChannelCount)
            {
                result.Channel(channel).CopyFrom(image.Permute("cxy").Channel(from));
            }
        }

        return result;
    }
}
