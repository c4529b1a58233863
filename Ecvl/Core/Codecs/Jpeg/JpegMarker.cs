namespace DeepHealth.Ecvl;

/// <summary>Second bytes of the markers; ITU-T T.81, table B.1.</summary>
internal static class JpegMarker
{
    public const byte Baseline = 0xC0;
    public const byte Extended = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte Lossless = 0xC3;
    public const byte HuffmanTables = 0xC4;
    public const byte ArithmeticSequential = 0xC9;
    public const byte ArithmeticProgressive = 0xCA;
    public const byte ArithmeticConditions = 0xCC;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte Start = 0xD8;
    public const byte End = 0xD9;
    public const byte Scan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte LineCount = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte Jfif = 0xE0;
    public const byte Exif = 0xE1;
    public const byte ColorProfile = 0xE2;
    public const byte Adobe = 0xEE;
    public const byte JpegLs = 0xF7;
    public const byte Comment = 0xFE;
    public const byte Temporary = 0x01;

    /// <summary>Whether nothing follows the marker: no length, no content.</summary>
    public static bool IsAlone(byte marker) => marker is (>= FirstRestart and <= Start) or Temporary;

    /// <summary>Whether the segment says nothing that decoding needs: application data or a comment.</summary>
    public static bool IsRemark(byte marker) => marker is (>= Jfif and <= 0xEF) or Comment;

    /// <summary>Whether the marker begins a frame of a process that is decoded.</summary>
    public static bool IsFrame(byte marker) => marker is Baseline or Extended or Progressive or Lossless or ArithmeticSequential or ArithmeticProgressive;

    /// <summary>Why a start of frame is not decoded, or null where it is or the marker is another one.</summary>
    public static string? Refusal(byte marker) => marker switch
    {
        0xC5 or 0xC6 or 0xC7 or 0xDE or 0xDF => "hierarchical (differential) coding",
        0xCB => "lossless arithmetic coding",
        >= 0xCD and <= 0xCF => "hierarchical arithmetic coding",
        0xC8 => "the reserved JPEG extension",
        JpegLs => "JPEG-LS, which is another format,",
        _ => null,
    };
}
