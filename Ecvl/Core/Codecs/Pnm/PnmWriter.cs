using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Writes one PNM file.</summary>
internal static class PnmWriter
{
    private const int LineLength = 70;

    public static void Write(Image image, Stream destination, PnmWriteOptions options)
    {
        Image pixels = RasterImage.Interleaved(image, PnmCodec.Name, PixelType.UInt8, PixelType.UInt16, PixelType.Bool);
        bool bits = pixels.PixelType == PixelType.Bool;
        if (pixels.Color is not (ColorType.Gray or ColorType.Rgb) || (bits && pixels.Color != ColorType.Gray))
        {
            throw RasterImage.Refused(PnmCodec.Name, $"{pixels.Color} of {pixels.PixelType} cannot be stored, only Gray, Rgb and gray masks; crop the axis c");
        }

        int maximum = Maximum(pixels, options);
        int kind = (bits ? 1 : pixels.Color == ColorType.Gray ? 2 : 3) + (options.Ascii ? 0 : 3);
        string header = string.Create(CultureInfo.InvariantCulture, $"P{kind}\n{pixels.Width} {pixels.Height}\n");
        destination.Write(Encoding.ASCII.GetBytes(bits ? header : string.Create(CultureInfo.InvariantCulture, $"{header}{maximum}\n")));
        int perRow = pixels.Width * pixels.ChannelCount;
        for (int row = 0; row < pixels.Height; row++)
        {
            WriteRow(pixels, row * perRow, perRow, maximum, destination, options.Ascii);
        }

        GC.KeepAlive(pixels);
    }

    private static int Maximum(Image pixels, PnmWriteOptions options)
    {
        int full = pixels.PixelType switch { PixelType.Bool => 1, PixelType.UInt8 => 255, _ => 65535 };
        long maximum = options.MaximumValue ?? (pixels.Metadata.TryGet(ImageMetadata.MaximumValue, out long stored) ? stored : full);
        int least = pixels.PixelType == PixelType.UInt16 ? 256 : 1;
        return maximum >= least && maximum <= full
            ? (int)maximum
            : throw RasterImage.Refused(PnmCodec.Name, $"the maximum value {maximum} does not suit {pixels.PixelType}, which needs {least} … {full}");
    }

    private static void WriteRow(Image pixels, int start, int count, int maximum, Stream destination, bool ascii)
    {
        if (pixels.PixelType == PixelType.Bool && !ascii)
        {
            byte[] packed = new byte[(count + 7) / 8];
            ReadOnlySpan<bool> mask = pixels.AsSpan<bool>().Slice(start, count);
            for (int x = 0; x < count; x++)
            {
                // True is white, which is the bit 0.
                packed[x >> 3] |= mask[x] ? (byte)0 : (byte)(0x80 >> (x & 7));
            }

            destination.Write(packed);
            return;
        }

        if (pixels.PixelType == PixelType.UInt8 && !ascii)
        {
            ReadOnlySpan<byte> bytes = pixels.AsSpan<byte>().Slice(start, count);
            int above = bytes.IndexOfAnyExceptInRange((byte)0, (byte)maximum);
            if (above >= 0)
            {
                throw Above(start + above, bytes[above], maximum);
            }

            destination.Write(bytes);
            return;
        }

        int[] values = new int[count];
        Load(pixels, start, values);
        byte[] line = new byte[ascii ? 0 : 2 * count];
        StringBuilder text = new();
        int column = 0;
        for (int i = 0; i < count; i++)
        {
            int value = values[i];
            if (value > maximum)
            {
                throw Above(start + i, value, maximum);
            }

            if (!ascii)
            {
                BinaryPrimitives.WriteUInt16BigEndian(line.AsSpan(2 * i), (ushort)value);
            }
            else
            {
                // pbm(5) asks for lines of at most 70 characters.
                string digits = value.ToString(CultureInfo.InvariantCulture);
                bool wraps = column + digits.Length + 1 > LineLength;
                text.Append(column == 0 ? string.Empty : wraps ? "\n" : " ").Append(digits);
                column = (wraps || column == 0 ? 0 : column + 1) + digits.Length;
            }
        }

        destination.Write(ascii ? Encoding.ASCII.GetBytes(text.Append('\n').ToString()) : line);
    }

    private static ImageFileException Above(int sample, int value, int maximum)
        => RasterImage.Refused(PnmCodec.Name, $"sample {sample} is {value}, above the maximum value {maximum}");

    private static void Load(Image pixels, int start, Span<int> values)
    {
        if (pixels.PixelType == PixelType.UInt16)
        {
            ReadOnlySpan<ushort> words = pixels.AsSpan<ushort>().Slice(start, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = words[i];
            }

            return;
        }

        // In text, too, 1 is black: false.
        bool mask = pixels.PixelType == PixelType.Bool;
        ReadOnlySpan<byte> bytes = mask ? MemoryMarshal.AsBytes(pixels.AsSpan<bool>()) : pixels.AsSpan<byte>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = mask ? 1 - bytes[start + i] : bytes[start + i];
        }
    }
}
