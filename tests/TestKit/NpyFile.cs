using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DeepHealth.TestKit;

/// <summary>Reads golden arrays that NumPy wrote: <c>.npy</c>, little-endian float64 or float32, C order.</summary>
public static class NpyFile
{
    /// <summary>Reads the values, flattened, and the shape.</summary>
    public static (double[] Values, int[] Shape) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < 12 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException($"\"{path}\" is no .npy file.");
        }

        // Version 1 has a 16-bit header length, later versions one of 32 bits.
        int start = bytes[6] == 1 ? 10 : 12;
        int length = bytes[6] == 1 ? BitConverter.ToUInt16(bytes, 8) : BitConverter.ToInt32(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, start, length);
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"\"{path}\" is in Fortran order; save it with numpy.ascontiguousarray.");
        }

        int open = header.IndexOf('(', StringComparison.Ordinal);
        string sizes = header[(open + 1)..header.IndexOf(')', open)];
        int[] shape = [.. sizes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        ReadOnlySpan<byte> data = bytes.AsSpan(start + length);
        double[] values = header switch
        {
            _ when header.Contains("'<f8'", StringComparison.Ordinal) => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            _ when header.Contains("'<f4'", StringComparison.Ordinal) => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), x => (double)x),
            _ => throw new InvalidDataException($"\"{path}\" holds another type than float64 or float32: {header}"),
        };
        return (values, shape);
    }
}
