using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>A file with samples or a header: on the disk or in memory, perhaps packed by gzip as a whole.</summary>
internal sealed class VolumeSource
{
    /// <summary>Deflate packs at most 258 bytes into 2 bits: 1032 to 1.</summary>
    public const long MostExpansion = 1032;

    private const int ReadAhead = 1 << 17;
    private readonly ReadOnlyMemory<byte> _data;

    private VolumeSource(string name, string? path, ReadOnlyMemory<byte> data, long length)
    {
        Name = name;
        Path = path;
        _data = data;
        Length = length;
        Span<byte> magic = stackalloc byte[2];
        using Stream stream = Open();
        IsGzip = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
    }

    /// <summary>The file, or <c>memory</c> or <c>stream</c>.</summary>
    public string Name { get; }

    /// <summary>The file; null for memory.</summary>
    public string? Path { get; }

    /// <summary>Bytes of the file as it lies.</summary>
    public long Length { get; }

    /// <summary>Whether the file as a whole is packed by gzip.</summary>
    public bool IsGzip { get; }

    public static VolumeSource FromFile(string path) => new(path, path, default, new FileInfo(path).Length);

    public static VolumeSource FromMemory(string name, ReadOnlyMemory<byte> data) => new(name, null, data, data.Length);

    /// <summary>Opens the file as it lies.</summary>
    public Stream Open() => Path is null
        ? MemoryMarshal.TryGetArray(_data, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(_data.ToArray(), writable: false)
        : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, ReadAhead, FileOptions.SequentialScan);

    /// <summary>The first bytes, unpacked; fewer where the file is shorter.</summary>
    /// <exception cref="ImageFileException">The file is packed and damaged.</exception>
    public byte[] ReadStart(int count)
    {
        // Small files on the disk must not cost a large buffer.
        byte[] start = new byte[IsGzip ? count : (int)Math.Min(count, Length)];
        using Stream file = Open();
        using Stream stream = IsGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            int got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return got == start.Length ? start : start[..got];
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw Fault("gzip", $"the content cannot be unpacked: {error.Message}", error);
        }
    }

    /// <summary>Another file in the same folder or in one below it; null where there is none.</summary>
    /// <param name="relative">Its path as the header states it.</param>
    /// <param name="format">Name for messages.</param>
    /// <exception cref="ImageFileException">The file lies in memory, or the path leads out of its folder.</exception>
    public VolumeSource? Beside(string relative, string format)
    {
        if (Path is null)
        {
            throw Fault(format, $"the samples lie in the file \"{relative}\", which cannot be found from {Name}; read the header by its path.");
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, relative.Replace('\\', '/')));
        string root = folder.EndsWith(System.IO.Path.DirectorySeparatorChar) ? folder : folder + System.IO.Path.DirectorySeparatorChar;
        if (!full.StartsWith(root, StringComparison.Ordinal))
        {
            throw Fault(format, $"the samples lie in \"{relative}\", outside the header's folder; a header may name files in its folder and below only. Move the file there.");
        }

        return File.Exists(full) ? FromFile(full) : null;
    }

    /// <summary>Makes the exception for a fault in this file.</summary>
    public ImageFileException Fault(string format, string fault, Exception? inner = null) => new(format, Name, $"{format}: \"{Name}\": {fault}", inner);
}
