using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>Samples of images as references state them.</summary>
internal static class Samples
{
    /// <summary>All samples, tightly packed in the image's order.</summary>
    public static unsafe byte[] Bytes(Image image)
    {
        Image whole = image.Copy();
        byte[] bytes = new ReadOnlySpan<byte>((void*)whole.Address, checked((int)(whole.SampleCount * whole.PixelType.ByteCount()))).ToArray();
        GC.KeepAlive(whole);
        return bytes;
    }

    /// <summary>SHA-256 in small letters.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The sizes that a reference states.</summary>
    public static int[] Shape(JsonElement reference) => Array.ConvertAll(References.Numbers(reference.GetProperty("shape")), size => (int)size);
}
