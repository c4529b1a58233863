namespace DeepHealth.Ecvl;

/// <summary>Reads WebP, JPEG, GIF and TIFF through ImageSharp, for systems without the native library. Built in by the switch <c>-p:ImageSharp=true</c>.</summary>
/// <remarks>Where it is built in, <see cref="ImageFile"/> uses it for WebP where the native library is missing, and for files that no other
/// codec recognizes. Of several frames or pages the first is read.</remarks>
public sealed class ImageSharpCodec : IImageCodec
{
    internal const string Name = "ImageSharp";

    /// <summary>Whether this assembly was built with ImageSharp.</summary>
    public static bool IsBuiltIn
#if IMAGESHARP
        => true;
#else
        => false;
#endif

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>None: endings choose formats for writing only.</summary>
    public IReadOnlyList<string> Extensions { get; } = [];

    /// <inheritdoc/>
    public bool CanWrite => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
        => IsBuiltIn
        && ((start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
            || start.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })
            || start.StartsWith("GIF8"u8)
            || start.StartsWith("II*\0"u8)
            || start.StartsWith("MM\0*"u8));

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options)
#if IMAGESHARP
        => ImageSharpReader.Read(source, options);
#else
        => throw source.Fault(Name, "this build has no ImageSharp; build with -p:ImageSharp=true from a feed that carries SixLabors.ImageSharp 3.1.");
#endif

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options) => throw RasterImage.Refused(Name, "the provider reads only");
}
