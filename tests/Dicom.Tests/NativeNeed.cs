using DeepHealth.Ecvl;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Which transfer syntaxes need the native library.</summary>
internal static class NativeNeed
{
    /// <summary>Why frames of a transfer syntax cannot be decoded here; null where they can.</summary>
    public static string? Missing(string uid)
    {
        NativeCodec? needed = uid switch
        {
            "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => NativeCodec.JpegLs,
            "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => NativeCodec.Jpeg2000,
            _ => null,
        };
        return needed is { } codec && !NativeCodecs.IsAvailable(codec, out string reason) ? reason : null;
    }

    /// <summary>Skips the calling test, saying why, where a transfer syntax cannot be decoded.</summary>
    public static void Require(params string[] uids)
    {
        foreach (string uid in uids)
        {
            if (Missing(uid) is { } reason)
            {
                Assert.Skip(reason);
            }
        }
    }
}
