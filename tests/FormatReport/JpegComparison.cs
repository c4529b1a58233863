using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>JPEG files against Pillow and OpenCV (libjpeg-turbo), bit by bit; generated ones by the tolerance of the corpus.</summary>
internal static class JpegComparison
{
    private const string Damaged = "jpeg-decoder/crashtest/images/imagetestsuite/";

    // Progressive files whose scans leave bits open: libjpeg smooths their blocks, which invents detail.
    private static readonly HashSet<string> s_smoothed =
    [
        Damaged + "f6b4389c3cf0f5997b2e5a4b905aea8d.jpg",
        Damaged + "b55977028a3a574336966b6536640fc9.jpg",
        Damaged + "8e5e74dbf9b68a322fbb9512db837329.jpg",
        "jpeg-decoder/crashtest/images/subtract-with-overflow.jpg",
    ];

    // Sound images in files that are cut short: they are read where that is allowed.
    private static readonly HashSet<string> s_truncated =
    [
        "pillow/truncated_jpeg.jpg",
        Damaged + "46f5d9c1b0fe352353688f736e5617b6.jpg",
        Damaged + "eecb78b937a7c5f04aae2f5b0f5b5acc.jpg",
    ];

    /// <summary>How a file differs from its reference; null where it does not.</summary>
    public static string? Fault(string path, string name, JsonElement reference)
    {
        bool isTruncated = s_truncated.Contains(name);
        if (References.Find(reference, "expected_npy")?.GetString() is { } file)
        {
            byte[] expected = NumpyArray.Bytes(File.OpenRead(Path.Combine(Path.GetDirectoryName(path)!, file)));
            CodedPixels pixels = JpegDecoder.Decode(File.ReadAllBytes(path), path, convertColor: true, 1L << 30);
            return LossySamples.Fault(pixels.Samples.Span, expected, 1, IsSubsampled(name));
        }

        Image image = ImageFile.Read(path, new ImageReadOptions(ApplyOrientation: false, AllowTruncated: isTruncated));

        JsonElement? pillow = name == "pillow/truncated_exif_dpi.jpg" ? null : References.Find(reference, "pil_rgb");
        JsonElement values = pillow ?? reference.GetProperty("cv2");
        int[] shape = Samples.Shape(values);
        if (image.Height != shape[0] || image.Width != shape[1])
        {
            return $"{image} is not [{string.Join(", ", shape)}]";
        }

        byte[] samples = Samples.Bytes(image.ChannelCount == 1 && shape.Length == 3 ? image.ToColor(ColorType.Rgb) : image);
        if (Samples.Hash(samples) == values.GetProperty("sha256_le").GetString())
        {
            return null;
        }

        if (!s_smoothed.Contains(name) && !isTruncated)
        {
            return $"{image} differs";
        }

        long difference = Math.Abs(samples.Sum(value => (long)value) - values.GetProperty("sum").GetInt64());
        return difference <= 2L * samples.Length ? null : $"the sum of {samples.Length} samples differs by {difference}";
    }

    private static bool IsSubsampled(string name)
        => !name.Contains("444", StringComparison.Ordinal) && !name.Contains("gray", StringComparison.Ordinal) && name is not "sy_opt.jpg";
}
