namespace DeepHealth.Ecvl;

/// <summary>PBM, PGM and PPM files, text (P1-P3) and bytes (P4-P6), up to 16 bit; the netpbm manual pages pbm(5), pgm(5), ppm(5).</summary>
/// <remarks>PGM and PPM samples keep their values; a maxval other than 255 and 65535 is in <see cref="ImageMetadata.MaximumValue"/>.
/// PBM gives 0 for black and 255 for white. Of several images in one file the first is read.</remarks>
public sealed class PnmCodec : IImageCodec
{
    internal const string Name = "PNM";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".pnm", ".pbm", ".pgm", ".ppm"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
        => start.Length > 2 && start[0] == 'P' && start[1] is >= (byte)'1' and <= (byte)'6' && (PnmReader.IsSpace(start[2]) || start[2] == '#');

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options) => new PnmReader(source).Read(options);

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => PnmWriter.Write(image, destination, RasterImage.Options<PnmWriteOptions>(options, Name));
}
