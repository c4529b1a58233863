namespace DeepHealth.Ecvl;

/// <summary>JPEG files: sequential, progressive and lossless frames are read, sequential and progressive ones written; ITU-T T.81, JFIF (ITU-T T.871), EXIF 2.3.</summary>
/// <remarks>YCbCr gives RGB, CMYK and YCCK give RGB by <c>R = (1 − C)(1 − K)</c>, without colour profiles. Inks are taken as stored inverted, as Adobe does.
/// Samples of 12 bits, and of lossless frames, keep their values. The orientation that EXIF states is applied (<see cref="ImageReadOptions.ApplyOrientation"/>).
/// Pixels per metre, colour profile, EXIF data and comment are metadata, both ways. What <see cref="JpegDecoder"/> says of damage applies,
/// but for <see cref="ImageReadOptions.AllowDamaged"/>, with which a fault ends the image; <see cref="ImageMetadata.IsIncomplete"/> tells of what was passed over.</remarks>
public sealed class JpegCodec : IImageCodec
{
    internal const string Name = "JPEG";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".jpe", ".jfif"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
        => start.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Start, 0xFF]) && (start.Length < 4 || start[3] != JpegMarker.JpegLs);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options)
    {
        JpegFile file = new(source, options.LimitOf(source), options.AllowDamaged);
        JpegFrame frame = JpegDecoder.ReadFrame(file);
        int channels = frame.Components.Length;
        ColorType color = channels switch
        {
            1 => ColorType.Gray,
            3 => ColorType.Rgb,
            4 when frame.Bits == 8 => ColorType.Cmyk,
            _ => throw source.Fault(Name, $"{channels} components of {frame.Bits} bits are no image with known colours; JpegDecoder gives the components."),
        };
        PixelType type = frame.Bits <= 8 ? PixelType.UInt8 : PixelType.UInt16;
        options.Check(source, Name, frame.Width, frame.Height, channels * type.ByteCount());
        Image image = Decode(file, frame, type, color);
        if (color == ColorType.Cmyk)
        {
            image = image.ToColor(ColorType.Rgb);
        }

        if (frame.Bits < 8 * type.ByteCount())
        {
            image.Metadata.Set(ImageMetadata.BitsPerSample, (long)frame.Bits);
        }

        if (file.IsDamaged)
        {
            image.Metadata.Set(ImageMetadata.IsIncomplete, true);
        }

        return PixelDensity.Located(JpegMetadata.Read(file.Application, image, options));
    }

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => JpegWriter.Write(image, destination, RasterImage.Options<JpegWriteOptions>(options, Name));

    private static unsafe Image Decode(JpegFile file, JpegFrame frame, PixelType type, ColorType color)
    {
        Image image = RasterImage.Create(frame.Width, frame.Height, type, color);
        JpegDecoder.DecodeTo(file, frame, convertColor: true, new Span<byte>((void*)image.Address, frame.Width * frame.Height * frame.Components.Length * type.ByteCount()));
        return image;
    }
}
