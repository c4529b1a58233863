namespace DeepHealth.Ecvl;

/// <summary>Reads, and perhaps writes, one format of volume files. Safe for any number of threads.</summary>
internal interface IVolumeFormat
{
    /// <summary>Name of the format.</summary>
    string Name { get; }

    /// <summary>Endings of file names that a new file of this format may have, in lower case with the dot; none where the format is only read.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a file begins as this format does.</summary>
    /// <param name="start">The first bytes, unpacked where the file is packed by gzip.</param>
    bool Recognizes(ReadOnlySpan<byte> start);

    /// <summary>Reads the header and finds out where the samples lie.</summary>
    /// <param name="source">The file with the header.</param>
    /// <param name="headerOnly">Whether the samples are not asked for, so that their files need not be there.</param>
    /// <exception cref="ImageFileException">The header is damaged, or uses what the format's reader does not know.</exception>
    VolumeLayout Parse(VolumeSource source, bool headerOnly);

    /// <summary>Writes a volume.</summary>
    /// <param name="target">Where the file goes.</param>
    /// <param name="image">Any axes and strides.</param>
    /// <param name="options">Options of this format, or null for its defaults.</param>
    /// <exception cref="ImageFileException">The format cannot store the image.</exception>
    void Write(VolumeTarget target, Image image, VolumeWriteOptions? options);
}
