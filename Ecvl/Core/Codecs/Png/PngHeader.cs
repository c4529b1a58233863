using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>The header chunk of a PNG file; PNG 11.2.1.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits per sample: 1, 2, 4, 8, 16.</param>
/// <param name="Kind">Colour type: 0 gray, 2 RGB, 3 palette, 4 gray with opacity, 6 RGBA.</param>
/// <param name="Interlaced">Whether the rows come in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Kind, bool Interlaced)
{
    public const int Palette = 3;

    /// <summary>Samples per pixel in the file.</summary>
    public int Channels => Kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Distance in bytes to the pixel on the left, as filters see it; at least 1.</summary>
    public int FilterStep => Math.Max(1, Channels * Depth / 8);

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    public long RowBytes(int pixels) => (((long)pixels * Channels * Depth) + 7) / 8;

    public static PngHeader Parse(ImageSource source, ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
        {
            throw source.Fault(PngCodec.Name, $"the chunk IHDR has {data.Length} bytes, it must have 13.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        int depth = data[8];
        int kind = data[9];
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw source.Fault(PngCodec.Name, $"the size in IHDR is {width} x {height}, each must be 1 … {int.MaxValue}.");
        }

        bool allowed = kind switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            2 or 4 or 6 => depth is 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            _ => false,
        };
        if (!allowed)
        {
            throw source.Fault(PngCodec.Name, $"IHDR states colour type {kind} with bit depth {depth}, which the standard does not allow.");
        }

        return data[10] == 0 && data[11] == 0 && data[12] <= 1
            ? new PngHeader((int)width, (int)height, depth, kind, data[12] == 1)
            : throw source.Fault(PngCodec.Name, $"IHDR states compression {data[10]}, filter method {data[11]}, interlace {data[12]}; known are 0, 0, and 0 or 1.");
    }
}
