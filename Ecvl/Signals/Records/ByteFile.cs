using Microsoft.Win32.SafeHandles;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Read-only random access to a file, with every failure as the format's own exception.</summary>
internal sealed class ByteFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly Func<string, Exception?, SignalFormatException> _error;

    /// <summary>Opens the file.</summary>
    /// <param name="path">File to open.</param>
    /// <param name="what">What the file is, for messages: "header", "signal file".</param>
    /// <param name="error">Makes the format's exception from a message and a cause.</param>
    public ByteFile(string path, string what, Func<string, Exception?, SignalFormatException> error)
    {
        _path = path;
        _error = error;
        try
        {
            _handle = File.OpenHandle(path);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw error($"The {what} \"{path}\" does not exist.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _handle?.Dispose();
            throw error($"The {what} \"{path}\" cannot be opened: {cause.Message}", cause);
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Fills the buffer from the given place; the caller has checked it against <see cref="Length"/>.</summary>
    public void ReadExactly(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read;
            try
            {
                read = RandomAccess.Read(_handle, destination, offset);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw _error($"\"{_path}\" cannot be read at byte {offset}: {cause.Message}", cause);
            }

            if (read == 0)
            {
                throw _error($"\"{_path}\" ends at byte {offset}, {destination.Length} bytes before the data asked for; the file was cut while it was read.", null);
            }

            offset += read;
            destination = destination[read..];
        }
    }

    /// <summary>The whole file, refused above a limit so that a wrong file cannot fill the memory.</summary>
    public static byte[] ReadAll(string path, string what, long limit, Func<string, Exception?, SignalFormatException> error)
    {
        using var file = new ByteFile(path, what, error);
        if (file.Length > limit)
        {
            throw error($"The {what} \"{path}\" has {file.Length} bytes, more than the {limit} that such a file may have; is it another kind of file?", null);
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        return bytes;
    }

    public void Dispose() => _handle.Dispose();
}
