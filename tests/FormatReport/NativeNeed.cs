using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>Which files need the native library.</summary>
public static class NativeNeed
{
    /// <summary>Why frames of a DICOM transfer syntax cannot be decoded here; null where they can.</summary>
    public static string? OfSyntax(string uid) => uid switch
    {
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => Of(NativeCodec.JpegLs),
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => Of(NativeCodec.Jpeg2000),
        _ => null,
    };

    /// <summary>Why a raster file cannot be decoded here; null where it can.</summary>
    /// <param name="format">Name of its format.</param>
    /// <param name="reference">What the tools of the references say of it.</param>
    public static string? OfRaster(string format, JsonElement reference) => format switch
    {
        "WebP" => Of(NativeCodec.WebP),
        "TIFF" => References.Find(reference, "tiff") is { } facts && References.Find(facts, "compression") is { ValueKind: JsonValueKind.Number } scheme
            ? scheme.GetInt32() switch
            {
                34925 => Of(NativeCodec.Lzma),
                50000 => Of(NativeCodec.Zstandard),
                50001 => Of(NativeCodec.WebP),
                _ => null,
            }
            : null,
        _ => null,
    };

    /// <summary>Why a codec cannot be used here; null where it can.</summary>
    public static string? Of(NativeCodec codec) => NativeCodecs.IsAvailable(codec, out string reason) ? null : reason;
}
