namespace DeepHealth.Ecvl;

/// <summary>GIF files of both versions, moving ones too; CompuServe, "Graphics Interchange Format" 87a and 89a.</summary>
/// <remarks>Every frame comes as it is shown: laid over what the frames before left, as large as the logical screen. Where no frame drew, and where
/// a frame asks for the background, a pixel is transparent. Files in which that can happen give RGBA, others RGB. Pixels outside the screen are dropped.
/// The time of a frame and the first comment are metadata.</remarks>
public sealed class GifCodec : IImageCodec
{
    internal const string Name = "GIF";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".gif"];

    /// <inheritdoc/>
    public bool CanWrite => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options) => ReadPages(source, options)[0];

    /// <inheritdoc/>
    public IReadOnlyList<Image> ReadPages(ImageSource source, ImageReadOptions options) => new GifPages(GifFile.Parse(source), options);

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => throw RasterImage.Refused(Name, "the format is read, not written; use PNG");
}
