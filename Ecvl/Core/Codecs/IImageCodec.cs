namespace DeepHealth.Ecvl;

/// <summary>Reads, and perhaps writes, one format of image files. Safe for any number of threads.</summary>
public interface IImageCodec
{
    /// <summary>Name of the format, such as <c>PNG</c>.</summary>
    string Format { get; }

    /// <summary>Endings of file names in lower case with the dot, the usual one first. They choose the format of a new file only.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether <see cref="Write"/> works.</summary>
    bool CanWrite { get; }

    /// <summary>Whether a file begins as this format does.</summary>
    /// <param name="start">The first bytes of the file, all of them where the file is short.</param>
    bool Recognizes(ReadOnlySpan<byte> start);

    /// <summary>Decodes an image.</summary>
    /// <returns>Axes <c>cxy</c>: interleaved, also for gray.</returns>
    /// <exception cref="ImageFileException">The file is damaged, cut short, larger than allowed, or uses what the codec does not know.</exception>
    Image Read(ImageSource source, ImageReadOptions options);

    /// <summary>All pages of a file: pages of TIFF, frames of GIF, one for formats that have no more.</summary>
    /// <returns>Images as of <see cref="Read"/>. A page is decoded when it is asked for, each time anew.</returns>
    /// <exception cref="ImageFileException">As for <see cref="Read"/>; for a page, when it is asked for.</exception>
    IReadOnlyList<Image> ReadPages(ImageSource source, ImageReadOptions options) => [Read(source, options)];

    /// <summary>Encodes an image.</summary>
    /// <param name="image">Any order of the axes <c>c</c>, <c>x</c>, <c>y</c>; others must have size 1.</param>
    /// <param name="destination">Where the file goes; it is written forwards only and left open.</param>
    /// <param name="options">Options of this format, or null for its defaults.</param>
    /// <exception cref="ImageFileException">The format cannot store the pixel type, the colour type or the size.</exception>
    void Write(Image image, Stream destination, ImageWriteOptions? options);

    /// <summary>Encodes images of any sizes and types as pages of one file.</summary>
    /// <exception cref="ImageFileException">The format has no pages, or cannot store an image.</exception>
    void WritePages(IReadOnlyList<Image> pages, Stream destination, ImageWriteOptions? options)
        => throw RasterImage.Refused(Format, "files of this format have one page; write TIFF");
}
