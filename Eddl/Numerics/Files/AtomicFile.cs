using System.Text;

namespace DeepHealth.Numerics;

/// <summary>Writes files so that a reader, or a restart after a crash, sees the old content or the new one, never a part.</summary>
/// <remarks>The content goes to a temporary file in the same folder, is flushed to the disk, and then takes the name in one rename.
/// Where the system can, the folder is flushed as well, so that the rename itself outlives a power cut. A symbolic link at the path
/// is replaced by the file.</remarks>
public static class AtomicFile
{
    /// <summary>Writes a file, replacing one that exists.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="write">Writes the content. The stream is seekable and closed afterwards.</param>
    /// <exception cref="IOException">The file cannot be written; what was at the path is unchanged, and no temporary file is left.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException($"AtomicFile: \"{path}\" is a root folder, not a file.");

        // The rename is atomic only within one file system, so the temporary file lies beside its target.
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FolderSync.TryFlush(folder);
    }

    /// <summary>Writes a text file in UTF-8 without a byte-order mark, replacing one that exists.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="IOException">The file cannot be written; what was at the path is unchanged.</exception>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
