namespace DeepHealth.Ecvl;

/// <summary>Codecs of the native library.</summary>
public enum NativeCodec
{
    /// <summary>JPEG-LS over CharLS.</summary>
    JpegLs,

    /// <summary>JPEG 2000 over OpenJPEG.</summary>
    Jpeg2000,

    /// <summary>WebP over libwebp.</summary>
    WebP,

    /// <summary>Zstandard over libzstd, for blocks of TIFF files.</summary>
    Zstandard,

    /// <summary>LZMA in xz streams over liblzma, for blocks of TIFF files.</summary>
    Lzma,
}
