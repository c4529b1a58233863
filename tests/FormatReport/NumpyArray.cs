using System.Text;

namespace DeepHealth.FormatReport;

/// <summary>Arrays of references that NumPy wrote.</summary>
public static class NumpyArray
{
    /// <summary>The samples of a <c>.npy</c> stream as they lie there, behind its header.</summary>
    /// <param name="stream">The stream; it is closed.</param>
    public static byte[] Bytes(Stream stream)
    {
        using MemoryStream memory = new();
        using (stream)
        {
            stream.CopyTo(memory);
        }

        byte[] bytes = memory.ToArray();
        if (bytes.Length < 12 || Encoding.Latin1.GetString(bytes, 0, 6) != "\u0093NUMPY")
        {
            throw new InvalidDataException("A reference is no .npy file.");
        }

        return bytes[(bytes[6] == 1 ? 10 + BitConverter.ToUInt16(bytes, 8) : 12 + BitConverter.ToInt32(bytes, 8))..];
    }
}
