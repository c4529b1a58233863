namespace DeepHealth.Ecvl;

/// <summary>Reads and writes volume files: NIfTI-1 and -2, NRRD, MetaImage; reads ANALYZE 7.5.</summary>
/// <remarks>What a file is, its content says, not its name; the name only finds the second file of a pair. Axes come as <c>xyz</c>, <c>xyzt</c>
/// and so on, the first lying fastest; several samples per voxel as <c>c</c>, in front where the file stores them next to each other.
/// <see cref="Image.Geometry"/> is in DICOM's coordinates (LPS) and mm whatever the file uses, and keeps matrices that are not orthogonal.</remarks>
public static class VolumeFile
{
    // Longer than every magic, and than the first line of a MetaImage header.
    private const int StartBytes = 512;

    private static readonly IVolumeFormat[] s_formats = [new NrrdFormat(), new NiftiFormat(), new MetaImageFormat()];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; of a pair either file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="ImageFileException">The content is no known format, damaged, or larger than allowed, or a second file is missing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image Read(string path, VolumeReadOptions? options = null) => VolumeDecoder.Decode(Parse(Open(path), headerOnly: false), options ?? new VolumeReadOptions());

    /// <summary>Reads from the position of a stream to its end. The stream is left open.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image Read(Stream stream, VolumeReadOptions? options = null) => VolumeDecoder.Decode(Parse(Open(stream), headerOnly: false), options ?? new VolumeReadOptions());

    /// <summary>Reads a file that lies in memory.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static Image Read(ReadOnlyMemory<byte> data, VolumeReadOptions? options = null)
        => VolumeDecoder.Decode(Parse(VolumeSource.FromMemory("memory", data), headerOnly: false), options ?? new VolumeReadOptions());

    /// <summary>Reads a part of one axis, such as one time point: <c>VolumeFile.ReadPart(path, 't', 3..4)</c>.</summary>
    /// <remarks>Of files that are not packed, only the part is read. Packed ones are unpacked up to it, but only the part takes memory.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="axis">A letter of the file's axes; see <see cref="ReadHeader(string)"/>.</param>
    /// <param name="range">The indices to read.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <returns>An image of the same axes. Its origin is the centre of its own first voxel.</returns>
    /// <exception cref="ImageException">The file has no such axis, or the range is empty or lies outside.</exception>
    /// <exception cref="ImageFileException">As for <see cref="Read(string, VolumeReadOptions)"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image ReadPart(string path, char axis, Range range, VolumeReadOptions? options = null)
    {
        VolumeLayout layout = Parse(Open(path), headerOnly: false);
        int position = layout.Header.Axes.IndexOf(axis, StringComparison.Ordinal);
        if (position < 0)
        {
            throw new ImageException($"VolumeFile.ReadPart: \"{path}\" has no axis {axis}, its axes are \"{layout.Header.Axes}\".");
        }

        int size = layout.Header.Sizes[position];
        int start = range.Start.GetOffset(size);
        int count = range.End.GetOffset(size) - start;
        if (start < 0 || count < 1 || start > size - count)
        {
            throw new ImageException($"VolumeFile.ReadPart: along {axis} {count} samples from {start} are not within the {size} of \"{path}\".");
        }

        return VolumeDecoder.Decode(layout, options ?? new VolumeReadOptions(), position, start, count);
    }

    /// <summary>Reads what a file says about its samples, without them. Of a pair the file with the samples need not be there.</summary>
    /// <exception cref="ImageFileException">The content is no known format, or its header is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VolumeHeader ReadHeader(string path) => Parse(Open(path), headerOnly: true).Header;

    /// <summary>Reads what the rest of a stream says about its samples, without them. The stream is left open.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static VolumeHeader ReadHeader(Stream stream) => Parse(Open(stream), headerOnly: true).Header;

    /// <summary>Reads what a file in memory says about its samples, without them.</summary>
    /// <exception cref="ImageFileException">As for a path.</exception>
    public static VolumeHeader ReadHeader(ReadOnlyMemory<byte> data) => Parse(VolumeSource.FromMemory("memory", data), headerOnly: true).Header;

    /// <summary>Writes a file, which appears whole or not at all, replacing one that exists. Of two files, the one with the samples comes first.</summary>
    /// <param name="path">The file. Without options its ending chooses the format: <c>.nii</c>, <c>.nii.gz</c>, <c>.hdr</c> or <c>.img</c> for a pair, <c>.nrrd</c>, <c>.nhdr</c>, <c>.mha</c>, <c>.mhd</c>.</param>
    /// <param name="image">Any axes, in any order and direction.</param>
    /// <param name="options">Options of a format, which then is the one written.</param>
    /// <exception cref="ImageFileException">The ending is unknown, or the format cannot store the image.</exception>
    /// <exception cref="IOException">The file cannot be written; what was at the path is unchanged.</exception>
    public static void Write(string path, Image image, VolumeWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(image);
        IVolumeFormat format = options is not null ? ByOptions(options)
            : Array.Find(s_formats, known => known.Extensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            ?? throw new ImageFileException(string.Empty, path, $"VolumeFile: no format ends as \"{path}\" does; known are {string.Join(", ", s_formats.SelectMany(known => known.Extensions))}, or give options.");
        format.Write(new VolumeTarget(path), image, options);
    }

    /// <summary>Writes to a stream, which is left open.</summary>
    /// <exception cref="ImageFileException">The format cannot store the image.</exception>
    public static void Write(Stream stream, Image image, VolumeWriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        ByOptions(options).Write(new VolumeTarget(stream), image, options);
    }

    /// <summary>Writes to memory.</summary>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="ImageFileException">The format cannot store the image.</exception>
    public static byte[] Encode(Image image, VolumeWriteOptions options)
    {
        using MemoryStream stream = new();
        Write(stream, image, options);
        return stream.ToArray();
    }

    private static IVolumeFormat ByOptions(VolumeWriteOptions options) => Array.Find(s_formats, format => format.Name == options.Format)!;

    private static VolumeSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VolumeSource.FromFile(path);
    }

    private static VolumeSource Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return VolumeSource.FromMemory("stream", copy.GetBuffer().AsMemory(0, (int)copy.Length));
    }

    private static VolumeLayout Parse(VolumeSource source, bool headerOnly)
    {
        byte[] start = source.ReadStart(StartBytes);
        if (Array.Find(s_formats, format => format.Recognizes(start)) is { } found)
        {
            return found.Parse(source, headerOnly);
        }

        // The samples of a pair have no magic: their name leads to the header.
        if (source.Path is not null && NiftiPair.HeaderOf(source.Path) is { } header)
        {
            return Parse(VolumeSource.FromFile(header), headerOnly);
        }

        string first = Convert.ToHexString(start.AsSpan(0, Math.Min(8, start.Length)));
        throw source.Fault("VolumeFile", $"the file begins with the bytes \"{first}\", which none of the formats {string.Join(", ", s_formats.Select(format => format.Name))} does.");
    }
}
