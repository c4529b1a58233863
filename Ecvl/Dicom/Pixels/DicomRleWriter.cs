using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Packs frames by run lengths (DICOM PS3.5 annex G).</summary>
internal static class DicomRleWriter
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;
    private const int MostOfOneKind = 128;

    /// <summary>Packs a frame: a header and one segment for each byte of a pixel, the high byte of each sample first.</summary>
    public static byte[] Encode(CodedPixels pixels)
    {
        int width = pixels.BytesPerSample;
        int segments = pixels.Components * width;
        if (segments > MostSegments)
        {
            throw new DicomException($"DicomRle: {pixels.Components} samples of {width} bytes need {segments} segments, at most {MostSegments} are allowed.") { Tag = DicomTags.PixelData };
        }

        ReadOnlySpan<byte> samples = pixels.Samples.Span;
        byte[] row = new byte[pixels.Width];
        // A literal run of 128 bytes takes one more.
        byte[] packed = new byte[HeaderBytes + (segments * (1 + ((long)pixels.Height * (pixels.Width + (pixels.Width / MostOfOneKind) + 1))))];
        BinaryPrimitives.WriteInt32LittleEndian(packed, segments);
        int to = HeaderBytes;
        for (int segment = 0; segment < segments; segment++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 + (segment * 4)), to);
            int first = (segment / width * width) + (width - 1 - (segment % width));
            for (int y = 0; y < pixels.Height; y++)
            {
                // Runs do not cross rows (annex G.3.1).
                long from = ((long)y * pixels.Width * segments) + first;
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = samples[(int)(from + ((long)x * segments))];
                }

                to = PackRow(row, packed, to);
            }

            // Segments have an even length.
            to += to & 1;
        }

        return packed[..to];
    }

    private static int PackRow(ReadOnlySpan<byte> row, Span<byte> packed, int to)
    {
        int i = 0;
        while (i < row.Length)
        {
            int run = RunLength(row, i);
            if (run > 1)
            {
                packed[to++] = (byte)(257 - run);
                packed[to++] = row[i];
                i += run;
                continue;
            }

            int end = i + 1;
            // A run of two within literals saves nothing.
            while (end < row.Length && end - i < MostOfOneKind && RunLength(row, end) < 3)
            {
                end++;
            }

            packed[to++] = (byte)(end - i - 1);
            row[i..end].CopyTo(packed[to..]);
            to += end - i;
            i = end;
        }

        return to;
    }

    private static int RunLength(ReadOnlySpan<byte> row, int start)
    {
        int end = start + 1;
        while (end < row.Length && end - start < MostOfOneKind && row[end] == row[start])
        {
            end++;
        }

        return end - start;
    }
}
