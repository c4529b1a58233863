using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>BMP files for which no tool of the references has the right values, against what is known of them.</summary>
internal static class BmpComparison
{
    private const string Folder = "pillow/bmp/g/";

    // The same picture in a form that all tools read. OpenCV and Pillow differ on the first file; OpenCV does not heed the masks of the second, Pillow does not know them.
    private static readonly Dictionary<string, string> s_twins = new()
    {
        [Folder + "pal4rle.bmp"] = Folder + "pal4.bmp",
        [Folder + "rgb32bf.bmp"] = Folder + "rgb32.bmp",
    };

    // Bits of green; red and blue have 5. Here they are stretched with rounding, Pillow cuts and OpenCV shifts.
    private static readonly Dictionary<string, int> s_greenBits = new()
    {
        [Folder + "rgb16.bmp"] = 5,
        [Folder + "rgb16-565.bmp"] = 6,
        [Folder + "rgb16-565pal.bmp"] = 6,
    };

    /// <summary>How a file differs from its reference; null where it does not.</summary>
    /// <param name="folder">The folder of the corpus.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">The file within the corpus.</param>
    /// <param name="reference">What the references say of it.</param>
    public static string? Fault(string folder, string path, string name, JsonElement reference)
    {
        Image image = ImageFile.Read(path);
        if (s_twins.TryGetValue(name, out string? twin))
        {
            return RasterCorpus.Compare(image, References.Of(folder).Single(file => file.Name == twin).Expected);
        }

        if (!s_greenBits.TryGetValue(name, out int greenBits))
        {
            return RasterCorpus.Compare(image, reference);
        }

        byte[] samples = Samples.Bytes(image);
        for (int i = 0; i < samples.Length; i++)
        {
            int most = (1 << (i % 3 == 1 ? greenBits : 5)) - 1;
            int level = ((samples[i] * most) + 127) / 255;
            if (samples[i] != ((level * 255) + (most / 2)) / most)
            {
                return $"sample {i} is {samples[i]}, which is no level of {most} stretched and rounded";
            }

            samples[i] = (byte)(level * 255 / most);
        }

        return Samples.Hash(samples) == reference.GetProperty("pil_rgb").GetProperty("sha256_le").GetString() ? null : $"{image} has other levels than Pillow read";
    }
}
