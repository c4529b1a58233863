namespace DeepHealth.Ecvl;

/// <summary>PNG files of every colour type and bit depth, interlaced or not; W3C, "Portable Network Graphics (PNG) Specification (Third Edition)".</summary>
/// <remarks>Depths of 1, 2 and 4 are stretched to 8 bits, 16 stays. Palettes give RGB; a transparent colour or palette gives an opacity channel.
/// Gamma, rendering intent, colour profile, EXIF, pixels per metre and texts are metadata, both ways. Writes every colour type, masks as 1 bit, interlaced or not.
/// Checksums are checked; a damaged chunk that decoding does not need is passed over, as the standard allows (13.2).
/// Of animated files the still image is read.</remarks>
public sealed class PngCodec : IImageCodec
{
    internal const string Name = "PNG";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".png"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options) => new PngReader(source, PngFile.Parse(source)).Read(options);

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => PngWriter.Write(image, destination, RasterImage.Options<PngWriteOptions>(options, Name));
}
