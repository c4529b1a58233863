using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>Raster files against Pillow, OpenCV (libpng, libjpeg-turbo, libtiff) and tifffile.</summary>
public static class RasterCorpus
{
    // Damaged files that Pillow reads and the format's own library refuses.
    private static readonly string[] s_broken = ["pillow/broken_data_stream.png", "pillow/truncated_end_chunk.png", "pngsuite/png/xcsn0g01.png"];

    /// <summary>Compares every file of a folder.</summary>
    /// <param name="folder">A folder of the corpus.</param>
    /// <param name="formats">The formats to take; all where there are none.</param>
    public static IEnumerable<CaseResult> Run(string folder, params string[] formats)
    {
        foreach ((string name, string path, JsonElement expected) in References.Of(folder))
        {
            // Some files have another format's ending.
            string format = References.Find(expected, "format")?.GetString() == "PNG" ? "PNG" : Format(name);
            if (!File.Exists(path) || (formats.Length > 0 && !formats.Contains(format)))
            {
                continue;
            }

            if (NativeNeed.OfRaster(format, expected) is { } missing)
            {
                yield return new CaseResult(format, name, IsBroken: false, Outcome.Unavailable, missing);
                continue;
            }

            bool isBroken = IsBroken(name, expected);
            yield return CaseRun.Of<ImageFileException>(format, name, isBroken, () => isBroken ? Read(path) : format switch
            {
                "BMP" => BmpComparison.Fault(folder, path, name, expected),
                "JPEG" => JpegComparison.Fault(path, name, expected),
                "TIFF" => TiffComparison.Fault(path, name, expected),
                _ => Compare(ImageFile.Read(path), expected),
            });
        }
    }

    /// <summary>How an image differs from all candidates of its reference; null where it equals one.</summary>
    internal static string? Compare(Image image, JsonElement expected)
    {
        List<string> seen = [];
        foreach (JsonElement reference in Candidates(expected))
        {
            int[] shape = Samples.Shape(reference);
            string type = References.Find(reference, "dtype")?.GetString() ?? "uint8";
            seen.Add($"{type} [{string.Join(", ", shape)}]");
            if (shape.Length is 2 or 3 && image.Height == shape[0] && image.Width == shape[1] && References.Find(reference, "sha256_le")?.GetString() == Digest(image, shape, type))
            {
                return null;
            }
        }

        return $"{image} differs from {string.Join(", ", seen)}";
    }

    private static bool IsBroken(string name, JsonElement expected)
        => References.Find(expected, "expect") is not null || s_broken.Contains(name) || (References.Find(expected, "decodable")?.GetBoolean() == false && !TiffComparison.IsKnown(name) && !JpegComparison.IsKnown(name));

    private static string? Read(string path)
    {
        _ = ImageFile.Read(path);
        return null;
    }

    private static string Format(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "JPEG",
        ".tif" or ".tiff" or ".svs" => "TIFF",
        ".ppm" or ".pgm" or ".pbm" => "PNM",
        ".webp" => "WebP",
        string ending => ending.TrimStart('.').ToUpperInvariant(),
    };

    // Where the tools agree, OpenCV's values stand for all; else any of them will do.
    private static IEnumerable<JsonElement> Candidates(JsonElement expected)
    {
        if (References.Find(expected, "shape") is not null)
        {
            return [expected];
        }

        bool agreed = References.Find(expected, "agreement") is { ValueKind: JsonValueKind.Array } agreement && agreement.GetArrayLength() > 0;
        string[] makers = agreed ? ["cv2"] : ["pil_rgb", "cv2"];
        return makers.Select(maker => References.Find(expected, maker)).Where(found => found is { } one && References.Find(one, "shape") is not null).Select(found => found!.Value);
    }

    private static string Digest(Image image, int[] shape, string type)
    {
        if ((type == "uint16") != (image.PixelType == PixelType.UInt16))
        {
            return string.Empty;
        }

        byte[] bytes = Samples.Bytes(Expand(image, shape.Length == 2 ? 1 : shape[2]));
        return Samples.Hash(type == "bool" ? Array.ConvertAll(bytes, value => (byte)(value & 1)) : bytes);
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
