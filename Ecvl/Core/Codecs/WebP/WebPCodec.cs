namespace DeepHealth.Ecvl;

/// <summary>WebP files, lossy and lossless, with or without opacity; RFC 9649. Needs the native library with libwebp, or a build with ImageSharp.</summary>
/// <remarks>Of animations the first frame is read, on the canvas of the animation. Colour profiles and orientation tags do not change values.</remarks>
public sealed class WebPCodec : IImageCodec
{
    internal const string Name = "WebP";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".webp"];

    /// <inheritdoc/>
    public bool CanWrite => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start) => start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8);

    /// <inheritdoc/>
    public unsafe Image Read(ImageSource source, ImageReadOptions options)
    {
        if (ImageSharpCodec.IsBuiltIn && !NativeCodecs.IsAvailable(NativeCodec.WebP, out _))
        {
            return new ImageSharpCodec().Read(source, options);
        }

        CodedPixels pixels = NativeCalls.Decode(source, Name, options.LimitOf(source), &CodecLibrary.WebPInfo, &CodecLibrary.WebPDecode, out _);
        return CodedImage.ToImage(pixels, pixels.Components == 4 ? ColorType.Rgba : ColorType.Rgb);
    }

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options) => throw RasterImage.Refused(Name, "the format can be read only");
}
