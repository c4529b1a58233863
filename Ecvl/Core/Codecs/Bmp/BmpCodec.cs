namespace DeepHealth.Ecvl;

/// <summary>BMP files of Windows (headers of 40 to 124 bytes) and OS/2 (12 to 64 bytes): 1, 4, 8, 16, 24 and 32 bit, RLE4, RLE8, masks, either order of rows.</summary>
/// <remarks>Source: Microsoft, "Bitmap Storage" (BITMAPINFOHEADER, BITMAPV5HEADER, "Bitmap Compression"). A palette of grays gives gray, any other RGB;
/// channels of other than 8 bit are stretched to 0 … 255, rounded; opacity is read where a mask names it. Pixels that a
/// run-length file skips have palette entry 0, and pixels beyond the end of a row are dropped. JPEG, PNG and OS/2 Huffman data inside BMP is refused.</remarks>
public sealed class BmpCodec : IImageCodec
{
    internal const string Name = "BMP";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".bmp", ".dib"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith("BM"u8);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options) => new BmpReader(source, BmpHeader.Parse(source)).Read(options);

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
        => BmpWriter.Write(image, destination, RasterImage.Options<BmpWriteOptions>(options, Name));
}
