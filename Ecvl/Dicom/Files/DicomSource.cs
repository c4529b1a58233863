using Microsoft.Win32.SafeHandles;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The bytes of a file: an open file that is read on demand, or memory. Reading is safe from several threads.</summary>
internal sealed class DicomSource : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly byte[]? _memory;

    private DicomSource(SafeFileHandle file, string name)
    {
        _file = file;
        Name = name;
        Length = RandomAccess.GetLength(file);
    }

    /// <summary>Bytes in memory; they are not copied.</summary>
    public DicomSource(byte[] memory, string name)
    {
        _memory = memory;
        Name = name;
        Length = memory.LongLength;
    }

    public string Name { get; }

    public long Length { get; }

    /// <summary>Opens a file; others may read, replace or delete it.</summary>
    public static DicomSource Open(string path)
        => new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess), path);

    /// <summary>Reads a stream from its position to its end into memory.</summary>
    public static DicomSource Copy(Stream stream, string name)
    {
        using MemoryStream memory = new(stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position, 0, Array.MaxLength) : 0);
        stream.CopyTo(memory);
        return new DicomSource(memory.Length == memory.Capacity ? memory.GetBuffer() : memory.ToArray(), name);
    }

    /// <summary>Fills a span from a place of the file.</summary>
    /// <exception cref="DicomException">The file is shorter.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || destination.Length > Length - offset)
        {
            throw new DicomException($"DicomFile: {destination.Length} bytes at offset {offset} are beyond the end of \"{Name}\" with {Length} bytes.")
            {
                SourceName = Name,
                Offset = offset,
            };
        }

        if (_memory is not null)
        {
            _memory.AsSpan((int)offset, destination.Length).CopyTo(destination);
            return;
        }

        while (destination.Length > 0)
        {
            int count = RandomAccess.Read(_file!, destination, offset);
            if (count == 0)
            {
                throw new DicomException($"DicomFile: \"{Name}\" became shorter while it was read: {Length} bytes at first, now it ends at {offset}.")
                {
                    SourceName = Name,
                    Offset = offset,
                };
            }

            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>Closes the file. Values that were not read yet can no longer be read.</summary>
    public void Dispose() => _file?.Dispose();
}
