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
}
