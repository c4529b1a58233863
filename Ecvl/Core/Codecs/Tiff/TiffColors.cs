namespace DeepHealth.Ecvl;

/// <summary>Brings colours that no image stores as TIFF does into the form of their <see cref="ColorType"/>.</summary>
internal static unsafe class TiffColors
{
    /// <summary>Spreads subsampled YCbCr of one block over the pixels; TIFF 6.0 section 21: a unit holds the brightness of its pixels, then Cb, then Cr.</summary>
    public static void Spread(TiffPage page, ReadOnlySpan<byte> data, Image image, int left, int top)
    {
        (int stepX, int stepY) = page.Subsampling;
        int unitBytes = (stepX * stepY) + 2;
        int across = (page.BlockWidth + stepX - 1) / stepX;
        int rows = Math.Min(page.BlockHeight, image.Height - top);
        int columns = Math.Min(page.BlockWidth, image.Width - left);
        for (int y = 0; y < rows; y++)
        {
            byte* pixel = (byte*)image.Address + (3 * (((long)(top + y) * image.Width) + left));
            ReadOnlySpan<byte> units = data[(y / stepY * across * unitBytes)..];
            for (int x = 0; x < columns; x++, pixel += 3)
            {
                ReadOnlySpan<byte> unit = units.Slice(x / stepX * unitBytes, unitBytes);
                pixel[0] = unit[(y % stepY * stepX) + (x % stepX)];
                pixel[1] = unit[^2];
                pixel[2] = unit[^1];
            }
        }
    }

    /// <summary>Converts the samples in place: YCbCr to RGB, Lab to the offsets of <see cref="ColorType.Lab"/>, premultiplied opacity to free one.</summary>
    public static void Finish(TiffFile file, TiffPage page, Image image)
    {
        if (page.Photometric == TiffPage.YCbCr && page.Compression != TiffScheme.Jpeg)
        {
            ToRgb(file, page, image);
        }
        else if (page.Photometric == TiffPage.CieLab && page.Format == 1 && page.Samples == 3)
        {
            // a* and b* are two's complement numbers; the middle of the range becomes 0, as for all other 8 and 16-bit Lab.
            Offset(page, image);
        }
        else if (page.IsPremultiplied && page.Color is ColorType.Rgba or ColorType.GrayAlpha)
        {
            Free(file, page, image);
        }
    }

    private static void Offset(TiffPage page, Image image)
    {
        if (page.Bits == 8)
        {
            Span<byte> samples = image.AsSpan<byte>();
            for (int i = 0; i < samples.Length; i += 3)
            {
                samples[i + 1] ^= 0x80;
                samples[i + 2] ^= 0x80;
            }

            return;
        }

        Span<ushort> words = image.AsSpan<ushort>();
        for (int i = 0; i < words.Length; i += 3)
        {
            words[i + 1] ^= 0x8000;
            words[i + 2] ^= 0x8000;
        }
    }

    private static void ToRgb(TiffFile file, TiffPage page, Image image)
    {
        double[] weights = page.Directory.Numbers(TiffTag.YCbCrCoefficients) is { Length: >= 3 } given ? given : [0.299, 0.587, 0.114];
        double[] range = page.Directory.Numbers(TiffTag.ReferenceBlackWhite) is { Length: >= 6 } stated ? stated : [0, 255, 128, 255, 128, 255];
        if (!(weights[1] > 0) || !(range[1] > range[0]) || !(range[3] > range[2]) || !(range[5] > range[4]))
        {
            throw file.Fault($"YCbCrCoefficients (529) {string.Join(", ", weights)} and ReferenceBlackWhite (532) {string.Join(", ", range)} give no colours: the weight of green must be above 0, and white above black.");
        }

        // TIFF 6.0 section 21: a code is scaled so that black and white are 0 and 255, or 0 and 127 for the differences.
        float[] luma = Scaled(range[0], range[1], 255);
        float[] blue = Scaled(range[2], range[3], 127);
        float[] red = Scaled(range[4], range[5], 127);
        float fromRed = (float)(2 - (2 * weights[0]));
        float fromBlue = (float)(2 - (2 * weights[2]));
        float redShare = (float)(weights[0] / weights[1]) * fromRed;
        float blueShare = (float)(weights[2] / weights[1]) * fromBlue;
        float lumaShare = (float)((1 - weights[0] - weights[2]) / weights[1]);
        Span<byte> samples = image.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i += 3)
        {
            float y = luma[samples[i]];
            float cb = blue[samples[i + 1]];
            float cr = red[samples[i + 2]];
            samples[i] = Rounded(y + (cr * fromRed));
            samples[i + 1] = Rounded((y * lumaShare) - (cb * blueShare) - (cr * redShare));
            samples[i + 2] = Rounded(y + (cb * fromBlue));
        }
    }

    private static float[] Scaled(double black, double white, double most)
    {
        float[] table = new float[256];
        for (int code = 0; code < table.Length; code++)
        {
            table[code] = (float)((code - black) * most / (white - black));
        }

        return table;
    }

    // NaN, from a range that is beyond all sense, becomes 0.
    private static byte Rounded(float value) => value > 0 ? (byte)Math.Min(value + 0.5f, 255) : (byte)0;

    // TIFF 6.0 section 18: with associated opacity the stored colour is colour times opacity.
    private static void Free(TiffFile file, TiffPage page, Image image)
    {
        switch (page.PixelType)
        {
            case PixelType.UInt8:
                Free(image.AsSpan<byte>(), image.ChannelCount, byte.MaxValue);
                break;
            case PixelType.UInt16:
                Free(image.AsSpan<ushort>(), image.ChannelCount, (ushort)((1 << page.Bits) - 1));
                break;
            case PixelType.Float32:
                Free(image.AsSpan<float>(), image.ChannelCount);
                break;
            default:
                throw file.Fault($"ExtraSamples (338) states opacity multiplied into samples of {page.PixelType}; supported are 8 and 16 bits without sign, and 32 bits of floating point.");
        }
    }

    private static void Free<T>(Span<T> samples, int channels, T most)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        ulong full = ulong.CreateTruncating(most);
        for (int i = 0; i < samples.Length; i += channels)
        {
            ulong opacity = ulong.CreateTruncating(samples[i + channels - 1]);
            for (int channel = 0; channel < channels - 1 && opacity > 0; channel++)
            {
                ulong value = ulong.CreateTruncating(samples[i + channel]);
                samples[i + channel] = T.CreateTruncating(Math.Min(((value * full) + (opacity / 2)) / opacity, full));
            }
        }
    }

    private static void Free(Span<float> samples, int channels)
    {
        for (int i = 0; i < samples.Length; i += channels)
        {
            float opacity = samples[i + channels - 1];
            for (int channel = 0; channel < channels - 1 && opacity > 0; channel++)
            {
                samples[i + channel] /= opacity;
            }
        }
    }
}
