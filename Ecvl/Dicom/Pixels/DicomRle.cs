using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Run-length compressed frames (DICOM PS3.5 annex G).</summary>
internal static class DicomRle
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    // Two bytes make at most 128.
    private const int MostExpansion = 64;

    /// <summary>Unpacks a frame.</summary>
    /// <param name="packed">One frame: a header and one segment for each byte of a pixel, the high byte of each sample first.</param>
    /// <param name="format">Shape and cells.</param>
    /// <returns>Little-endian cells, the samples of a pixel together.</returns>
    /// <exception cref="DicomException">The segments are not those of the format, or end early.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> packed, DicomPixelFormat format)
    {
        int width = format.BitsAllocated / 8;
        int segments = format.SamplesPerPixel * width;
        int count = packed.Length >= HeaderBytes ? BinaryPrimitives.ReadInt32LittleEndian(packed) : -1;
        if (format.BitsAllocated % 8 != 0 || count != segments || count > MostSegments)
        {
            throw Wrong($"a frame of {packed.Length} bytes has {count} segments, {segments} are expected for {format.SamplesPerPixel} samples of {format.BitsAllocated} bits");
        }

        long pixels = (long)format.Rows * format.Columns;
        if (pixels > (long)packed.Length * MostExpansion || pixels * segments > Array.MaxLength)
        {
            throw Wrong($"{packed.Length} bytes cannot hold {format.Columns} x {format.Rows} pixels");
        }

        byte[] frame = new byte[pixels * segments];
        for (int segment = 0; segment < segments; segment++)
        {
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(packed[(4 + (segment * 4))..]);
            uint end = segment + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(packed[(8 + (segment * 4))..]) : (uint)packed.Length;
            if (start < HeaderBytes || start > end || end > packed.Length)
            {
                throw Wrong($"segment {segment} reaches from {start} to {end} of {packed.Length} bytes");
            }

            // Segments hold the high byte first, cells the low byte.
            int first = (segment / width * width) + (width - 1 - (segment % width));
            Unpack(packed[(int)start..(int)end], frame, first, segments, segment);
        }

        return frame;
    }

    private static void Unpack(ReadOnlySpan<byte> packed, byte[] frame, int place, int step, int segment)
    {
        int i = 0;
        while (place < frame.Length)
        {
            if (i + 1 >= packed.Length)
            {
                throw Wrong($"segment {segment} ends after {packed.Length} bytes, {(frame.Length - place + step - 1) / step} pixels are missing");
            }

            sbyte control = (sbyte)packed[i++];
            if (control >= 0)
            {
                for (int left = control + 1; left > 0 && place < frame.Length; left--, place += step)
                {
                    if (i == packed.Length)
                    {
                        throw Wrong($"segment {segment} ends after {packed.Length} bytes within {control + 1} literal ones");
                    }

                    frame[place] = packed[i++];
                }
            }
            else if (control != sbyte.MinValue)
            {
                byte value = packed[i++];
                for (int left = 1 - control; left > 0 && place < frame.Length; left--, place += step)
                {
                    frame[place] = value;
                }
            }
        }
    }

    private static DicomException Wrong(string what) => new($"DicomRle: {what}.") { Tag = DicomTags.PixelData };
}
