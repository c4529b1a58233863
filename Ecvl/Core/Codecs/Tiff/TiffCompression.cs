namespace DeepHealth.Ecvl;

/// <summary>How the blocks of a TIFF file are compressed.</summary>
public enum TiffCompression
{
    /// <summary>Not at all; every reader knows it.</summary>
    None = 1,

    /// <summary>Lempel, Ziv and Welch; TIFF 6.0 section 13.</summary>
    Lzw = 5,

    /// <summary>Deflate within zlib's frame; TIFF Technical Note "Adobe Photoshop" of 2002.</summary>
    Deflate = 8,

    /// <summary>Runs of equal bytes; TIFF 6.0 section 9.</summary>
    PackBits = 32773,
}
