using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>The field Orientation (0x0112) of EXIF data; EXIF 2.3, 4.6.4, in the structure of TIFF 6.0.</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int EntryBytes = 12;

    /// <summary>Reads the field.</summary>
    /// <param name="exif">The data, from the byte order on.</param>
    /// <returns>1 … 8; 1, upright, where the field is missing or damaged.</returns>
    public static int Get(ReadOnlySpan<byte> exif)
    {
        int at = Find(exif, out bool bigEndian);
        int value = at < 0 ? 1 : Read16(exif[at..], bigEndian);
        return value is >= 1 and <= 8 ? value : 1;
    }

    /// <summary>Replaces the field where it is.</summary>
    public static void Set(Span<byte> exif, ushort value)
    {
        int at = Find(exif, out bool bigEndian);
        if (at < 0)
        {
            return;
        }

        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(exif[at..], value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(exif[at..], value);
        }
    }

    // Offset of the value in the first directory, or -1.
    private static int Find(ReadOnlySpan<byte> exif, out bool bigEndian)
    {
        bigEndian = exif.StartsWith("MM"u8);
        if (exif.Length < 8 || (!bigEndian && !exif.StartsWith("II"u8)))
        {
            return -1;
        }

        uint start = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(exif[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]);
        if (start > exif.Length - 2)
        {
            return -1;
        }

        int count = Read16(exif[(int)start..], bigEndian);
        for (int i = 0; i < count; i++)
        {
            long at = start + 2L + ((long)i * EntryBytes);
            if (at + EntryBytes > exif.Length)
            {
                return -1;
            }

            if (Read16(exif[(int)at..], bigEndian) == Tag)
            {
                return (int)at + 8;
            }
        }

        return -1;
    }

    private static int Read16(ReadOnlySpan<byte> data, bool bigEndian)
        => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data);
}
