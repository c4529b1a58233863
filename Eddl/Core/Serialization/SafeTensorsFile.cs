using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using DeepHealth.Numerics;
using Microsoft.Win32.SafeHandles;

namespace DeepHealth.Eddl;

/// <summary>An open safetensors file: names, shapes and metadata at once, elements when asked for.</summary>
/// <remarks>The header is checked whole on opening, against the size of the file, before anything is allocated from its numbers: tensors
/// must lie in the data without overlap or gap. Several threads may read at once. Format: see <see cref="SafeTensors"/>.</remarks>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly SafeTensorsHeader _header;
    private readonly Dictionary<string, SafeTensorsEntry> _byName;
    private readonly long _dataStart;
    private readonly string _path;

    private SafeTensorsFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
        long fileBytes = RandomAccess.GetLength(handle);
        if (fileBytes < sizeof(ulong))
        {
            throw new SafeTensorsException($"SafeTensors: \"{path}\": the file has {fileBytes} bytes, the header length alone takes {sizeof(ulong)}.");
        }

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        ReadAt(length, 0, "the header length");
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerBytes > SafeTensors.LongestHeader)
        {
            throw new SafeTensorsException(
                $"SafeTensors: \"{path}\": the header length is {headerBytes}, the format allows {SafeTensors.LongestHeader}; is this a safetensors file?");
        }

        _dataStart = sizeof(ulong) + (long)headerBytes;
        if (_dataStart > fileBytes)
        {
            throw new SafeTensorsException(
                $"SafeTensors: \"{path}\": the header length is {headerBytes}, but only {fileBytes - sizeof(ulong)} bytes follow: the file is truncated.");
        }

        byte[] json = new byte[(int)headerBytes];
        ReadAt(json, sizeof(ulong), "the header");
        _header = SafeTensorsHeader.Parse(json, fileBytes - _dataStart, path);
        _byName = _header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries => _header.Entries;

    /// <summary>Texts by name; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="SafeTensorsException">The file is truncated or damaged, or holds an element type or size this toolkit has not.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafeTensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafeTensorsFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads all tensors of a file, by name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Device of the tensors; null for <see cref="Device.Cpu"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> ReadAll(string path, Device? device = null)
    {
        using SafeTensorsFile file = Open(path);
        return file.Entries.ToDictionary(entry => entry.Name, entry => file.Read(entry.Name, device), StringComparer.Ordinal);
    }

    /// <summary>Whether the file holds a tensor, and then what is said about it.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out SafeTensorsEntry? entry) => _byName.TryGetValue(name, out entry);

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="device">Device of the tensor; null for <see cref="Device.Cpu"/>.</param>
    /// <exception cref="SafeTensorsException">There is no such tensor, or its elements cannot be read.</exception>
    public Tensor Read(string name, Device? device = null)
    {
        SafeTensorsEntry entry = Find(name);
        Tensor tensor = new(entry.Shape, entry.Type, device ?? Device.Cpu);
        ReadData(entry, tensor);
        return tensor;
    }

    /// <summary>Reads one tensor into memory that is already there, such as a parameter.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="destination">Contiguous tensor of the stored shape and element type.</param>
    /// <exception cref="SafeTensorsException">There is no such tensor, or shape or element type differ.</exception>
    public void ReadInto(string name, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        SafeTensorsEntry entry = Find(name);
        if (entry.Shape != destination.Shape || entry.Type != destination.Type)
        {
            throw new SafeTensorsException(
                $"SafeTensors: \"{_path}\": tensor \"{name}\" is {entry.Shape} of {entry.Type}, the destination is {destination.Shape} of {destination.Type}.");
        }

        ReadData(entry, destination);
    }

    /// <summary>Closes the file. Tensors that were read stay.</summary>
    public void Dispose() => _handle.Dispose();

    private SafeTensorsEntry Find(string name)
        => TryFind(name, out SafeTensorsEntry? entry)
            ? entry
            : throw new SafeTensorsException($"SafeTensors: \"{_path}\": there is no tensor \"{name}\" among the {Entries.Count} of the file.");

    private void ReadData(SafeTensorsEntry entry, Tensor destination)
    {
        Span<byte> bytes = TensorBytes.Of(destination);
        ReadAt(bytes, _dataStart + entry.Begin, $"tensor \"{entry.Name}\"");
        if (entry.Type == DType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            int at = bytes.IndexOfAnyExceptInRange((byte)0, (byte)1);
            throw new SafeTensorsException($"SafeTensors: \"{_path}\": tensor \"{entry.Name}\": element {at} is {bytes[at]}; a BOOL is 0 or 1.");
        }
    }

    private void ReadAt(Span<byte> destination, long position, string field)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(_handle, destination, position);
            if (count == 0)
            {
                throw new SafeTensorsException($"SafeTensors: \"{_path}\": {field}: the file ends {destination.Length} bytes early.");
            }

            destination = destination[count..];
            position += count;
        }
    }
}
