using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG streams decode to what libjpeg makes of them, damaged ones end in the typed exception.</summary>
public sealed class JpegDecoderTests
{
    [Fact]
    public void Synthetic_files_are_equal_to_libjpeg()
    {
        string folder = Assets.Require("synthetic", "images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        int equal = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject())
        {
            if (!entry.Name.EndsWith(".jpg", StringComparison.Ordinal))
            {
                continue;
            }

            byte[] data = File.ReadAllBytes(Path.Combine(folder, entry.Name));
            if (!entry.Value.TryGetProperty("expected_npy", out JsonElement expected))
            {
                ImageFileException error = Assert.Throws<ImageFileException>(() => Decode(data, entry.Name));
                Assert.Contains(entry.Name, error.Message, StringComparison.Ordinal);
                continue;
            }

            CodedPixels pixels = Decode(data, entry.Name);
            byte[] array = File.ReadAllBytes(Path.Combine(folder, expected.GetString()!));
            int start = 10 + BitConverter.ToUInt16(array, 8);
            Assert.True(array.AsSpan(start).SequenceEqual(pixels.Samples.Span), entry.Name);
            equal++;
        }

        Assert.Equal(18, equal);
    }

    // The sum over little-endian samples of what GDCM 3.0.21 decodes.
    [Fact]
    public void Twelve_bit_components_are_equal_to_gdcm()
    {
        byte[] data = File.ReadAllBytes(Assets.Require("images", "libjpeg-turbo", "monkey12.jpg"));
        CodedPixels pixels = JpegDecoder.Decode(data, "monkey12.jpg", convertColor: false, 1 << 24);
        Assert.Equal((149, 227, 3, 12), (pixels.Width, pixels.Height, pixels.Components, pixels.Bits));
        Assert.Equal("fa3fac5726bb78d93376a761af2d7f108f57b55fa60009dc1b71c74b88b8abf5", Convert.ToHexStringLower(SHA256.HashData(pixels.Samples.Span)));
    }

    private static CodedPixels Decode(byte[] data, string name) => JpegDecoder.Decode(data, name, convertColor: true, 1 << 28);
}
