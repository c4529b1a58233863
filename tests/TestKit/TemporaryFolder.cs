using System.Text;

namespace DeepHealth.TestKit;

/// <summary>A folder that disappears with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deephealth-");

    /// <summary>The folder.</summary>
    public string Path => _folder.FullName;

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        // ext4 writes a file to the disk at once when it was truncated and rewritten; a new file stays in the cache.
        File.Delete(PathOf(name));
        using var file = new FileStream(PathOf(name), FileMode.CreateNew);
        file.Write(bytes);
        return PathOf(name);
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Dispose() => _folder.Delete(recursive: true);
}
