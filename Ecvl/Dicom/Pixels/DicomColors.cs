namespace DeepHealth.Ecvl.Dicom;

/// <summary>Conversions of luma and chroma to red, green and blue (DICOM PS3.3 section C.7.6.3.1.2).</summary>
internal static class DicomColors
{
    /// <summary>Converts pixels in place.</summary>
    /// <param name="values">Y, CB, CR of each pixel.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="isPartial">Whether luma reaches from 16 to 235 of 8 bits (YBR_PARTIAL) and not over the whole range.</param>
    public static void ToRgb(Span<ushort> values, int bits, bool isPartial)
    {
        double most = (1 << bits) - 1;
        double middle = 1 << (bits - 1);
        double black = isPartial ? Math.ScaleB(16, bits - 8) : 0;
        // The partial range: luma over 219 steps, chroma over 224 of 256.
        double luma = isPartial ? 255.0 / 219 : 1;
        double chroma = isPartial ? 255.0 / 224 : 1;
        for (int i = 0; i + 2 < values.Length; i += 3)
        {
            double y = luma * (values[i] - black);
            double cb = chroma * (values[i + 1] - middle);
            double cr = chroma * (values[i + 2] - middle);
            values[i] = Round(y + (1.402 * cr), most);
            values[i + 1] = Round(y - (0.344136 * cb) - (0.714136 * cr), most);
            values[i + 2] = Round(y + (1.772 * cb), most);
        }
    }

    private static ushort Round(double value, double most) => (ushort)Math.Clamp(Math.Round(value), 0, most);
}
