namespace DeepHealth.Ecvl;

/// <summary>From the premultiplied blue, green, red, opacity of OpenSlide to the channels of an image, in the same memory.</summary>
internal static class SlideColors
{
    private const uint Opaque = 0xFF000000;

    /// <summary>Red, green, blue, opacity that is not premultiplied.</summary>
    /// <param name="pixels">Each a number with opacity in its highest byte, then red, green, blue.</param>
    /// <param name="count">How many there are.</param>
    public static unsafe void ToRgba(uint* pixels, long count)
    {
        byte* to = (byte*)pixels;
        for (long i = 0; i < count; i++, to += 4)
        {
            uint pixel = pixels[i];
            uint opacity = pixel >> 24;
            uint red = (pixel >> 16) & 255;
            uint green = (pixel >> 8) & 255;
            uint blue = pixel & 255;
            if (pixel < Opaque && opacity != 0)
            {
                red = Divide(red, opacity);
                green = Divide(green, opacity);
                blue = Divide(blue, opacity);
            }

            to[0] = (byte)red;
            to[1] = (byte)green;
            to[2] = (byte)blue;
            to[3] = (byte)opacity;
        }
    }

    /// <summary>Red, green, blue over a background, without gaps from the first byte on: the result is shorter, so it never overtakes its source.</summary>
    /// <param name="pixels">As for <see cref="ToRgba"/>.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="background">What lies behind.</param>
    public static unsafe void ToRgb(uint* pixels, long count, (byte Red, byte Green, byte Blue) background)
    {
        byte* to = (byte*)pixels;
        for (long i = 0; i < count; i++, to += 3)
        {
            uint pixel = pixels[i];
            uint red = (pixel >> 16) & 255;
            uint green = (pixel >> 8) & 255;
            uint blue = pixel & 255;
            if (pixel < Opaque)
            {
                uint rest = 255 - (pixel >> 24);
                red = Over(red, rest, background.Red);
                green = Over(green, rest, background.Green);
                blue = Over(blue, rest, background.Blue);
            }

            to[0] = (byte)red;
            to[1] = (byte)green;
            to[2] = (byte)blue;
        }
    }

    // Rounded; a premultiplied colour above its opacity is against the rules and becomes the brightest.
    private static uint Divide(uint color, uint opacity) => Math.Min(255, ((color * 255) + (opacity / 2)) / opacity);

    private static uint Over(uint color, uint rest, uint background) => Math.Min(255, color + (((background * rest) + 127) / 255));
}
