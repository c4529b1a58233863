using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Reads and writes image files: PNG, JPEG, TIFF, BMP and PNM (PBM, PGM, PPM), and with the native library JPEG-LS and JPEG 2000; reads GIF, and WebP with the native library.</summary>
/// <remarks>What a file is, its content says, not its name. Images come as <c>cxy</c> with the channels in the order red, green, blue, opacity;
/// use <see cref="Image.Rearrange"/> for planes. Samples of fewer than 8 bits in PNG, TIFF, BMP and PBM are stretched to 0 … 255; PGM and PPM keep their values.
/// Colour profiles and gamma do not change values: they are metadata. Where a file states pixels per metre, inch or centimetre, the image has a geometry with that
/// spacing, except for 72 and 96 dots per inch, which programs write without knowing; PNG, JPEG, TIFF and BMP store
/// the spacing of an image, JPEG only where whole dots per inch or centimetre state it to 0.5 %.</remarks>
public static class ImageFile
{
    // JPEG-LS begins as JPEG does and looks further, so it comes before JPEG; ImageSharp takes what is left.
    private static readonly IImageCodec[] s_codecs =
    [
        new PngCodec(), new JpegLsCodec(), new JpegCodec(), new TiffCodec(), new GifCodec(), new BmpCodec(), new PnmCodec(),
        new Jpeg2000Codec(codestream: false), new Jpeg2000Codec(codestream: true), new WebPCodec(),
        .. ImageSharpCodec.IsBuiltIn ? [new ImageSharpCodec()] : (IImageCodec[])[],
    ];

    /// <summary>The formats, in the order in which they are tried.</summary>
    public static IReadOnlyList<IImageCodec> Codecs => s_codecs;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImageFileException">The content is no known format, damaged, or larger than allowed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image Read(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(Source(path), options);
    }

    /// <summary>Reads from the position of a stream to its end. The stream is left open.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image Read(Stream stream, ImageReadOptions? options = null) => Read(Source(stream), options);

    /// <summary>Reads a file that lies in memory.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image Read(ReadOnlyMemory<byte> data, ImageReadOptions? options = null) => Read(new ImageSource("memory", data), options);

    /// <summary>Opens the pages of a file: those of TIFF, the frames of GIF, one for other formats.</summary>
    /// <returns>Images as of <see cref="Read(string, ImageReadOptions?)"/>, of any sizes and types. A page is decoded when it is asked for, each time anew.</returns>
    /// <exception cref="ImageFileException">As for one image; for a page, when it is asked for.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<Image> ReadPages(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadPages(Source(path), options);
    }

    /// <summary>Opens the pages of a file that lies between the position of a stream and its end. All of it is read now; the stream is left open.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static IReadOnlyList<Image> ReadPages(Stream stream, ImageReadOptions? options = null) => ReadPages(Source(stream), options);

    /// <summary>Opens the pages of a file that lies in memory.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static IReadOnlyList<Image> ReadPages(ReadOnlyMemory<byte> data, ImageReadOptions? options = null) => ReadPages(new ImageSource("memory", data), options);

    /// <summary>Reads all pages of a file as slices of one image, as ECVL does.</summary>
    /// <returns>Axes <c>cxyz</c>; use <see cref="Image.Rearrange"/> for <c>xyzc</c>. Colour, spacing and metadata are those of the first page.</returns>
    /// <exception cref="ImageFileException">As for one image, or the pages differ in size, pixel type or colour, or are too large together.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image ReadStack(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadStack(Source(path), options);
    }

    /// <summary>Reads all pages from the position of a stream to its end as slices of one image. The stream is left open.</summary>
    /// <returns>As for a path.</returns>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image ReadStack(Stream stream, ImageReadOptions? options = null) => ReadStack(Source(stream), options);

    /// <summary>Reads all pages of a file that lies in memory as slices of one image.</summary>
    /// <returns>As for a path.</returns>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image ReadStack(ReadOnlyMemory<byte> data, ImageReadOptions? options = null) => ReadStack(new ImageSource("memory", data), options);

    /// <summary>Writes a file, which appears whole or not at all, replacing one that exists.</summary>
    /// <param name="path">The file. Without options its ending chooses the format.</param>
    /// <param name="image">Any order of the axes <c>c</c>, <c>x</c>, <c>y</c>; others must have size 1.</param>
    /// <param name="options">Options of a format, which then is the one written.</param>
    /// <exception cref="ImageFileException">The ending is unknown, or the format cannot store the image.</exception>
    /// <exception cref="IOException">The file cannot be written; what was at the path is unchanged.</exception>
    public static void Write(string path, Image image, ImageWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(image);
        IImageCodec codec = options is null ? ByExtension(path) : ByOptions(options);
        AtomicFile.Write(path, stream => codec.Write(image, stream, options));
    }

    /// <summary>Writes images as pages of one file (TIFF), which appears whole or not at all, replacing one that exists.</summary>
    /// <param name="path">The file. Without options its ending chooses the format.</param>
    /// <param name="pages">At least one image; sizes and types may differ.</param>
    /// <param name="options">Options of a format, which then is the one written.</param>
    /// <exception cref="ImageFileException">There is no page, the ending is unknown, or the format has no pages or cannot store an image.</exception>
    /// <exception cref="IOException">The file cannot be written; what was at the path is unchanged.</exception>
    public static void WritePages(string path, IReadOnlyList<Image> pages, ImageWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(pages);
        CheckPages(pages, path);
        IImageCodec codec = options is null ? ByExtension(path) : ByOptions(options);
        AtomicFile.Write(path, stream => codec.WritePages(pages, stream, options));
    }

    /// <summary>Writes images as pages to a stream, which is left open.</summary>
    /// <param name="stream">It need not be seekable.</param>
    /// <param name="pages">At least one image; sizes and types may differ.</param>
    /// <param name="options">Options of a format.</param>
    /// <exception cref="ImageFileException">There is no page, or the format has no pages or cannot store an image.</exception>
    public static void WritePages(Stream stream, IReadOnlyList<Image> pages, ImageWriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(options);
        CheckPages(pages, "stream");
        ByOptions(options).WritePages(pages, stream, options);
    }

    /// <summary>Writes to a stream, which is left open.</summary>
    /// <exception cref="ImageFileException">The format cannot store the image.</exception>
    public static void Write(Stream stream, Image image, ImageWriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        ByOptions(options).Write(image, stream, options);
    }

    /// <summary>Writes to memory.</summary>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="ImageFileException">The format cannot store the image.</exception>
    public static byte[] Encode(Image image, ImageWriteOptions options)
    {
        using MemoryStream stream = new();
        Write(stream, image, options);
        return stream.ToArray();
    }

    private static void CheckPages(IReadOnlyList<Image> pages, string name)
    {
        if (pages.Count == 0)
        {
            throw new ImageFileException(string.Empty, name, $"ImageFile: no page was given for \"{name}\"; a file has at least one.");
        }
    }

    private static ImageSource Source(string path) => new(path, File.ReadAllBytes(path));

    private static ImageSource Source(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return new ImageSource("stream", copy.GetBuffer().AsMemory(0, (int)copy.Length));
    }

    private static Image ReadStack(ImageSource source, ImageReadOptions? options) => PageStack.Join(source, ReadPages(source, options), options ?? new ImageReadOptions());

    private static Image Read(ImageSource source, ImageReadOptions? options) => ByContent(source).Read(source, options ?? new ImageReadOptions());

    private static IReadOnlyList<Image> ReadPages(ImageSource source, ImageReadOptions? options) => ByContent(source).ReadPages(source, options ?? new ImageReadOptions());

    private static IImageCodec ByContent(ImageSource source)
    {
        ReadOnlySpan<byte> start = source.Data.Span;
        foreach (IImageCodec codec in s_codecs)
        {
            if (codec.Recognizes(start))
            {
                return codec;
            }
        }

        string first = Convert.ToHexString(start[..Math.Min(8, start.Length)]);
        throw new ImageFileException(string.Empty, source.Name, $"ImageFile: \"{source.Name}\" begins with the bytes \"{first}\", which none of the formats {Names()} does.");
    }

    private static IImageCodec ByExtension(string path)
    {
        string extension = Path.GetExtension(path);
        return Array.Find(s_codecs, codec => codec.CanWrite && codec.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            ?? throw new ImageFileException(string.Empty, path, $"ImageFile: no format that can be written ends in \"{extension}\" (\"{path}\"); known are {string.Join(", ", s_codecs.Where(codec => codec.CanWrite).SelectMany(codec => codec.Extensions))}, or give options.");
    }

    private static IImageCodec ByOptions(ImageWriteOptions options)
        => Array.Find(s_codecs, codec => codec.CanWrite && codec.Format == options.Format)
            ?? throw new ImageFileException(options.Format, string.Empty, $"ImageFile: the format \"{options.Format}\" of the options is none of {Names()}.");

    private static string Names() => string.Join(", ", s_codecs.Select(codec => codec.Format));
}
