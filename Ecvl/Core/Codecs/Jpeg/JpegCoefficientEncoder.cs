namespace DeepHealth.Ecvl;

/// <summary>Makes the coefficients of an image.</summary>
internal static unsafe class JpegCoefficientEncoder
{
    /// <summary>Converts colours, takes means of colour differences, transforms and quantises.</summary>
    /// <param name="pixels">Gapless gray or RGB of 8 bits, or of up to 12 in 16.</param>
    /// <param name="frame">The frame, with the steps of its components.</param>
    /// <param name="coefficients">Where the result goes.</param>
    public static void Encode(Image pixels, JpegFrame frame, JpegCoefficients coefficients)
    {
        JpegPlane[] planes = new JpegPlane[frame.Components.Length];
        try
        {
            for (int i = 0; i < planes.Length; i++)
            {
                planes[i] = new JpegPlane(frame.UnitsWide * 8 * frame.MostH, frame.UnitsHigh * 8 * frame.MostV);
            }

            if (frame.Bits == 8)
            {
                JpegForwardColors.Split<byte>(pixels.AsSpan<byte>(), frame.Width, frame.Height, frame.Bits, planes);
            }
            else
            {
                CheckRange(pixels.AsSpan<ushort>());
                JpegForwardColors.Split<ushort>(pixels.AsSpan<ushort>(), frame.Width, frame.Height, frame.Bits, planes);
            }

            GC.KeepAlive(pixels);
            for (int i = 0; i < planes.Length; i++)
            {
                JpegComponent component = frame.Components[i];
                if (component.H < frame.MostH)
                {
                    JpegPlane whole = planes[i];
                    planes[i] = whole.Halved(both: component.V < frame.MostV);
                    whole.Dispose();
                }

                Transform(planes[i], frame.Bits, component, coefficients, i);
            }
        }
        finally
        {
            foreach (JpegPlane? plane in planes)
            {
                plane?.Dispose();
            }
        }
    }

    private static void CheckRange(ReadOnlySpan<ushort> samples)
    {
        int found = samples.IndexOfAnyExceptInRange((ushort)0, (ushort)4095);
        if (found >= 0)
        {
            throw RasterImage.Refused(JpegCodec.Name, $"sample {found} is {samples[found]}, 12 bits hold at most 4095; scale the image or write it without loss");
        }
    }

    private static void Transform(JpegPlane plane, int bits, JpegComponent component, JpegCoefficients coefficients, int number)
    {
        fixed (short* steps = component.Quantization)
        {
            for (int y = 0; y < component.StoredBlocksHigh; y++)
            {
                for (int x = 0; x < component.StoredBlocksWide; x++)
                {
                    short* block = coefficients.Block(number, x, y);
                    if (x < component.BlocksWide && y < component.BlocksHigh)
                    {
                        JpegForwardDct.Transform(plane.Row(8 * y) + (8 * x), plane.Width, bits, steps, block);
                    }
                    else
                    {
                        // Nobody sees this block: it costs least as its neighbour's mean.
                        block[0] = *coefficients.Block(number, x < component.BlocksWide ? x : x - 1, x < component.BlocksWide ? y - 1 : y);
                    }
                }
            }
        }
    }
}
