namespace DeepHealth.Ecvl;

/// <summary>TIFF and BigTIFF files in either byte order, of any number of pages; TIFF 6.0 and the technical notes of Adobe.</summary>
/// <remarks>Reads strips and tiles, interleaved and planar; whole numbers of 1 to 32 and of 64 bits with and without sign, floating point of 16, 24, 32
/// and 64 bits; gray, RGB, palette (as RGB), CMYK, YCbCr (as RGB), Lab, opacity (premultiplied colours are divided by it); compressed by LZW, deflate,
/// PackBits, JPEG (new and old) and facsimile (CCITT), and where the native library is there by Zstandard, LZMA and WebP, with predictors. Samples of fewer
/// than 8 bits are stretched to 0 … 255, longer ones keep their values; where the file says that 0 is white, unsigned samples are inverted. Pages are turned
/// upright. Resolution in inches or centimetres gives the spacing. Texts, colour profile and the fields of GeoTIFF are metadata, both ways. Damaged metadata
/// is left out and marked by <see cref="ImageMetadata.IsIncomplete"/>. Files of more than 2 GiB cannot be read.</remarks>
public sealed class TiffCodec : IImageCodec
{
    internal const string Name = "TIFF";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tif", ".tiff"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start) => TiffFile.Recognizes(start);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options) => new TiffReader(TiffFile.Parse(source), 0).Read(options);

    /// <inheritdoc/>
    public IReadOnlyList<Image> ReadPages(ImageSource source, ImageReadOptions options) => new TiffPages(TiffFile.Parse(source), options);

    /// <summary>Encodes an image; slices along <c>z</c> become pages.</summary>
    /// <param name="image">Any order of the axes <c>c</c>, <c>x</c>, <c>y</c>, <c>z</c>; others must have size 1.</param>
    /// <param name="destination">Where the file goes; it is written forwards only and left open.</param>
    /// <param name="options">A <see cref="TiffWriteOptions"/>, or null for its defaults.</param>
    /// <exception cref="ImageFileException">The format cannot store the colour type or the size.</exception>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => WritePages([image], destination, options);

    /// <inheritdoc/>
    public void WritePages(IReadOnlyList<Image> pages, Stream destination, ImageWriteOptions? options)
        => new TiffWriter(destination, RasterImage.Options<TiffWriteOptions>(options, Name)).Write(pages);
}
