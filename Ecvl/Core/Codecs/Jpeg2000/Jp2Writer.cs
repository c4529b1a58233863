using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Writes the boxes of a JP2 file before its codestream; ISO/IEC 15444-1, Annex I.</summary>
internal static class Jp2Writer
{
    /// <summary>Writes everything up to the codestream, which must follow.</summary>
    /// <param name="destination">The start of the file.</param>
    /// <param name="pixels">What the codestream holds.</param>
    /// <param name="color">Gray or RGB, perhaps with opacity.</param>
    /// <param name="codestreamBytes">Length of the codestream.</param>
    public static void WriteHead(Stream destination, CodedPixels pixels, ColorType color, int codestreamBytes)
    {
        bool isGray = color is ColorType.Gray or ColorType.GrayAlpha;
        bool hasOpacity = color is ColorType.GrayAlpha or ColorType.Rgba;
        Span<byte> size = stackalloc byte[14];
        BinaryPrimitives.WriteInt32BigEndian(size, pixels.Height);
        BinaryPrimitives.WriteInt32BigEndian(size[4..], pixels.Width);
        BinaryPrimitives.WriteUInt16BigEndian(size[8..], (ushort)pixels.Components);
        size[10] = (byte)((pixels.Bits - 1) | (pixels.IsSigned ? 128 : 0));
        size[11] = 7;

        // Method 1, enumerated: 16 is sRGB, 17 gray.
        byte[] space = [1, 0, 0, 0, 0, 0, (byte)(isGray ? 17 : 16)];
        byte[] channels = hasOpacity ? Channels(pixels.Components) : [];
        destination.Write([.. Box("jP  "u8, [13, 10, 0x87, 10]), .. Box("ftyp"u8, [.. "jp2 "u8, 0, 0, 0, 0, .. "jp2 "u8])]);
        destination.Write(Box("jp2h"u8, [.. Box("ihdr"u8, size), .. Box("colr"u8, space), .. channels]));
        Span<byte> start = stackalloc byte[8];

        BinaryPrimitives.WriteUInt32BigEndian(start, (uint)codestreamBytes + 8);
        "jp2c"u8.CopyTo(start[4..]);
        destination.Write(start);
    }

    // Every colour in its place, then opacity for the whole image.
    private static byte[] Channels(int components)
    {
        byte[] content = new byte[2 + (6 * components)];
        content[1] = (byte)components;
        for (int channel = 0; channel < components; channel++)
        {
            Span<byte> entry = content.AsSpan(2 + (6 * channel), 6);
            bool isOpacity = channel == components - 1;
            entry[1] = (byte)channel;
            entry[3] = (byte)(isOpacity ? 1 : 0);
            entry[5] = (byte)(isOpacity ? 0 : channel + 1);
        }

        return Box("cdef"u8, content);
    }

    private static byte[] Box(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        type.CopyTo(box.AsSpan(4));
        content.CopyTo(box.AsSpan(8));
        return box;
    }
}
