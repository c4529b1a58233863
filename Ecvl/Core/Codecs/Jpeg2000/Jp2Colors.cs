using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>From the components of a JP2 file to the colours of an image.</summary>
internal static class Jp2Colors
{
    private const uint Sycc = 18;

    /// <summary>Applies the palette, turns sYCC into RGB, and says what the components are.</summary>
    public static Image ToImage(ImageSource source, Jp2File file, CodedPixels pixels, ImageReadOptions options)
    {
        CodedPixels colors = file.Palette is null ? pixels : Spread(source, file, pixels, options);
        if (file.ColorSpace == Sycc && colors.Components >= 3)
        {
            ToRgb(source, colors);
        }

        ColorType color = colors.Components switch
        {
            1 => ColorType.Gray,
            2 when file.Opacity == 1 => ColorType.GrayAlpha,
            3 => ColorType.Rgb,
            4 when file.Opacity == 3 => ColorType.Rgba,
            _ => ColorType.None,
        };
        return CodedImage.ToImage(colors, color);
    }

    private static CodedPixels Spread(ImageSource source, Jp2File file, CodedPixels pixels, ImageReadOptions options)
    {
        int columns = file.PaletteColumns;
        int entries = file.Palette!.Length / columns;
        if (pixels.Components != 1 || pixels.IsSigned || pixels.BytesPerSample > 2)
        {
            throw source.Fault(Jpeg2000Codec.FileName, $"the palette is for {pixels.Components} components of {pixels.Bits} bits; it must be one of at most 16 without sign.");
        }

        options.Check(source, Jpeg2000Codec.FileName, pixels.Width, pixels.Height, columns);
        ReadOnlySpan<byte> indices = pixels.Samples.Span;
        byte[] samples = new byte[checked((int)((long)pixels.Width * pixels.Height * columns))];
        for (int pixel = 0; pixel < samples.Length / columns; pixel++)
        {
            int index = pixels.BytesPerSample == 1 ? indices[pixel] : MemoryMarshal.Cast<byte, ushort>(indices)[pixel];

            // An index beyond the palette takes the last entry (I.5.3.4 leaves it open; OpenJPEG does the same).
            file.Palette.AsSpan(Math.Min(index, entries - 1) * columns, columns).CopyTo(samples.AsSpan(pixel * columns));
        }

        return new CodedPixels(pixels.Width, pixels.Height, columns, 8, isSigned: false, samples);
    }

    // IEC 61966-2-1, Amendment 1: the colour differences lie around the middle of their range.
    private static void ToRgb(ImageSource source, CodedPixels pixels)
    {
        if (pixels.IsSigned || pixels.BytesPerSample > 2)
        {
            throw source.Fault(Jpeg2000Codec.FileName, $"sYCC with {pixels.Bits} bits{(pixels.IsSigned ? " and sign" : string.Empty)} is not known; at most 16 bits without sign are.");
        }

        if (pixels.BytesPerSample == 1)
        {
            ToRgb(pixels.Samples.Span, pixels.Components, pixels.Bits);
        }
        else
        {
            ToRgb(MemoryMarshal.Cast<byte, ushort>(pixels.Samples.Span), pixels.Components, pixels.Bits);
        }
    }

    private static void ToRgb<T>(Span<T> samples, int components, int bits)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        float middle = 1 << (bits - 1);
        float most = (1 << bits) - 1;
        for (int i = 0; i + components <= samples.Length; i += components)
        {
            float luma = float.CreateTruncating(samples[i]);
            float blue = float.CreateTruncating(samples[i + 1]) - middle;
            float red = float.CreateTruncating(samples[i + 2]) - middle;
            samples[i] = T.CreateTruncating(MathF.Round(Math.Clamp(luma + (1.402f * red), 0, most)));
            samples[i + 1] = T.CreateTruncating(MathF.Round(Math.Clamp(luma - (0.344136f * blue) - (0.714136f * red), 0, most)));
            samples[i + 2] = T.CreateTruncating(MathF.Round(Math.Clamp(luma + (1.772f * blue), 0, most)));
        }
    }
}
