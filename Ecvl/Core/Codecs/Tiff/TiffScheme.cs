namespace DeepHealth.Ecvl;

/// <summary>Values of the field Compression that can be read.</summary>
internal static class TiffScheme
{
    public const int None = 1;
    public const int FaxRows = 2;
    public const int Fax3 = 3;
    public const int Fax4 = 4;
    public const int Lzw = 5;
    public const int OldJpeg = 6;
    public const int Jpeg = 7;
    public const int Deflate = 8;
    public const int OldDeflate = 32946;
    public const int FaxWordRows = 32771;
    public const int PackBits = 32773;
    public const int Lzma = 34925;
    public const int Zstandard = 50000;
    public const int WebP = 50001;

    /// <summary>All of them, for messages.</summary>
    public const string Names = "none, CCITT, LZW, JPEG (6, 7), deflate, PackBits, LZMA, Zstandard and WebP";

    /// <summary>Most bytes that one compressed byte can become; 0 where rows, not bytes, are limited.</summary>
    public static long Expansion(int compression) => compression switch
    {
        None => 1,

        // A code of 12 bits stands for 4096 bytes at most.
        Lzw => 2731,
        Deflate or OldDeflate => 1032,
        PackBits => 64,

        // A block of 4 bytes repeats a byte 2^17 times; RFC 8878, 3.1.1.2.
        Zstandard => 32768,

        // A match of 273 bytes takes 14 decisions, each of 0.022 bits at least.
        Lzma => 8192,
        _ => 0,
    };

    /// <summary>Name of a known scheme that is refused, for messages.</summary>
    public static string Refused(int compression) => compression switch
    {
        33003 or 33005 or 34712 => "JPEG 2000",
        34887 => "LERC",
        _ => "unknown",
    };

    public static bool IsKnown(int compression) => IsFax(compression) || IsPicture(compression) || IsPredicted(compression) || compression is None or PackBits;

    /// <summary>Whether blocks are pictures of a format of their own, which gives whole samples.</summary>
    public static bool IsPicture(int compression) => compression is Jpeg or OldJpeg or WebP;

    /// <summary>Whether the scheme was made to be used with a predictor.</summary>
    public static bool IsPredicted(int compression) => compression is Lzw or Deflate or OldDeflate or Lzma or Zstandard;

    public static bool IsFax(int compression) => compression is FaxRows or Fax3 or Fax4 or FaxWordRows;
}
