namespace DeepHealth.Ecvl;

/// <summary>Values of the field Compression that can be read.</summary>
internal static class TiffScheme
{
    public const int None = 1;
    public const int FaxRows = 2;
    public const int Fax3 = 3;
    public const int Fax4 = 4;
    public const int Lzw = 5;
    public const int Jpeg = 7;
    public const int Deflate = 8;
    public const int OldDeflate = 32946;
    public const int FaxWordRows = 32771;
    public const int PackBits = 32773;

    /// <summary>Most bytes that one compressed byte can become; 0 where rows, not bytes, are limited.</summary>
    public static long Expansion(int compression) => compression switch
    {
        None => 1,

        // A code of 12 bits stands for 4096 bytes at most.
        Lzw => 2731,
        Deflate or OldDeflate => 1032,
        PackBits => 64,
        _ => 0,
    };

    /// <summary>Name of a known scheme that is refused, for messages.</summary>
    public static string Refused(int compression) => compression switch
    {
        6 => "JPEG as of TIFF 6.0, replaced by the kind 7",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        33003 or 33005 or 34712 => "JPEG 2000",
        34887 => "LERC",
        _ => "unknown",
    };

    public static bool IsKnown(int compression) => IsFax(compression) || compression is None or Lzw or Jpeg or Deflate or OldDeflate or PackBits;

    public static bool IsFax(int compression) => compression is FaxRows or Fax3 or Fax4 or FaxWordRows;
}
