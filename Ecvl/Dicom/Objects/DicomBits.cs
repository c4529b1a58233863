namespace DeepHealth.Ecvl.Dicom;

/// <summary>Pixels of one bit: the first pixel is the lowest bit, and frames follow each other without a gap (DICOM PS3.5 sections 8.1.1 and 8.2).</summary>
internal static class DicomBits
{
    /// <summary>Sets the bits of pixels that are not 0.</summary>
    /// <param name="pixels">One byte for each pixel.</param>
    /// <param name="bits">Receives the bits; zeros before.</param>
    /// <param name="firstBit">Place of the first pixel.</param>
    public static void Pack(ReadOnlySpan<byte> pixels, Span<byte> bits, long firstBit)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != 0)
            {
                long at = firstBit + i;
                bits[(int)(at >> 3)] |= (byte)(1 << (int)(at & 7));
            }
        }
    }
}
