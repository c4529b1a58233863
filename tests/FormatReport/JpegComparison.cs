using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>JPEG files against Pillow and OpenCV (libjpeg-turbo), bit by bit; generated ones by the tolerance of the corpus.</summary>
internal static class JpegComparison
{
    private const string Suite = "jpeg-decoder/crashtest/images/imagetestsuite/";

    // Samples that the references lack, or hold smoothed by libjpeg, which invents detail: tests/Golden/jpeg/make_corpus_values.py.
    private static readonly JsonElement s_known = JsonDocument.Parse(typeof(JpegComparison).Assembly.GetManifestResourceStream("jpeg_corpus_values.json")!).RootElement;

    /// <summary>Files that are read only where damage is allowed, each with a part of the reason for which they are refused otherwise.</summary>
    public static IReadOnlyDictionary<string, string> Damaged { get; } = new Dictionary<string, string>
    {
        ["pillow/truncated_jpeg.jpg"] = "it was cut short",
        [Suite + "46f5d9c1b0fe352353688f736e5617b6.jpg"] = "it was cut short",
        [Suite + "5315c35bbcc28d8eee419028ac9f38e0.jpg"] = "the segment FFDD at offset 3807 states 25901 bytes, 764 are left",
        [Suite + "5c67195f6993c9f8d0d32d4ffe0d8e62.jpg"] = "the segment FFC4 at offset 406 states 228 bytes, 205 are left",
        [Suite + "96b3e939852157613fa2e48d58fe35fe.jpg"] = "a second image begins at offset 3897",
        [Suite + "a17806f32b45d63eea5230e7893e1f15.jpg"] = "the segment FFDB at offset 3185 states 57205 bytes, 259 are left",
        [Suite + "a7326ba8f3f4559991126474dd30083d.jpg"] = "the segment FFE0 at offset 2 states 1 bytes",
        [Suite + "b4103df93880fc5677c2a081e4bfc712.jpg"] = "a second frame begins at offset 4543",
        [Suite + "eecb78b937a7c5f04aae2f5b0f5b5acc.jpg"] = "it was cut short",
        [Suite + "f006e96f3b27fdfaa075322d759ea2e8.jpg"] = "is of class 12, number 5",
        [Suite + "fd44dc63fa7bdd12ee34fc602231ef02.jpg"] = "it was cut short",
    };

    /// <summary>Whether the content of a file is known though no tool of the references reads it.</summary>
    public static bool IsKnown(string name) => References.Find(s_known, name) is not null;

    /// <summary>How a file differs from its reference; null where it does not.</summary>
    public static string? Fault(string path, string name, JsonElement reference)
    {
        if (References.Find(reference, "expected_npy")?.GetString() is { } file)
        {
            byte[] expected = NumpyArray.Bytes(File.OpenRead(Path.Combine(Path.GetDirectoryName(path)!, file)));
            CodedPixels pixels = JpegDecoder.Decode(File.ReadAllBytes(path), path, convertColor: true, 1L << 30);
            return LossySamples.Fault(pixels.Samples.Span, expected, 1, IsSubsampled(name));
        }

        bool isDamaged = Damaged.TryGetValue(name, out string? reason);
        if (isDamaged && Refusal(path)?.Contains(reason!, StringComparison.Ordinal) != true)
        {
            return $"is not refused without AllowDamaged, or not for the reason \"{reason}\"";
        }

        Image image = ImageFile.Read(path, new ImageReadOptions(ApplyOrientation: false, AllowDamaged: isDamaged));
        if (isDamaged && !(image.Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete))
        {
            return "was read without a note of its damage";
        }

        JsonElement? pillow = name == "pillow/truncated_exif_dpi.jpg" ? null : References.Find(reference, "pil_rgb");
        JsonElement? values = pillow ?? References.Find(reference, "cv2");
        int[]? shape = values is { } stated ? Samples.Shape(stated) : null;
        if (shape is not null && (image.Height != shape[0] || image.Width != shape[1]))
        {
            return $"{image} is not [{string.Join(", ", shape)}]";
        }

        bool repeatsGray = image.ChannelCount == 1 && shape?.Length == 3;
        string hash = Samples.Hash(Samples.Bytes(repeatsGray ? image.ToColor(ColorType.Rgb) : image));
        JsonElement? known = References.Find(s_known, name) ?? values;
        return hash == known?.GetProperty("sha256_le").GetString() ? null : $"{image} differs";
    }

    private static string? Refusal(string path)
    {
        try
        {
            _ = ImageFile.Read(path);
            return null;
        }
        catch (ImageFileException error)
        {
            return error.Message;
        }
    }

    private static bool IsSubsampled(string name)
        => !name.Contains("444", StringComparison.Ordinal) && !name.Contains("gray", StringComparison.Ordinal) && name is not "sy_opt.jpg";
}
