using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Where a volume file is written: a path, or a stream.</summary>
internal sealed class VolumeTarget
{
    private readonly Stream? _stream;

    public VolumeTarget(string path) => Path = path;

    public VolumeTarget(Stream stream) => _stream = stream;

    /// <summary>The file; null for a stream.</summary>
    public string? Path { get; }

    /// <summary>Whether the path ends so, whatever the case of its letters; false for a stream.</summary>
    public bool EndsWith(string ending) => Path is not null && Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the file: whole or not at all at a path.</summary>
    public void Write(Action<Stream> write)
    {
        if (Path is null)
        {
            write(_stream!);
        }
        else
        {
            AtomicFile.Write(Path, write);
        }
    }

    /// <summary>The file of the same name with another ending.</summary>
    /// <param name="ending">The present ending.</param>
    /// <param name="other">The new one.</param>
    public VolumeTarget WithEnding(string ending, string other) => new(Path![..^ending.Length] + other);
}
