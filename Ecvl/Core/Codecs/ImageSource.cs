using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>The bytes of an image file, with the name that messages give.</summary>
/// <param name="name">The file, or what stands for it.</param>
/// <param name="data">The whole file.</param>
public sealed class ImageSource(string name, ReadOnlyMemory<byte> data)
{
    /// <summary>The file, or <c>memory</c> or <c>stream</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>Makes the exception for a fault in this file.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="fault">What is wrong, where, with both values.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public ImageFileException Fault(string format, string fault, Exception? inner = null)
        => new(format, Name, $"{format}: \"{Name}\": {fault}", inner);

    /// <summary>Reads a part of the file as a stream, without a copy where the memory allows.</summary>
    internal static MemoryStream Open(ReadOnlyMemory<byte> part)
        => MemoryMarshal.TryGetArray(part, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(part.ToArray(), writable: false);
}
