namespace DeepHealth.Ecvl;

/// <summary>Brings images into the form that raster files store.</summary>
internal static class RasterImage
{
    /// <summary>The image as gapless <c>cxy</c> with the colours <see cref="ColorType.Gray"/>, <see cref="ColorType.GrayAlpha"/>, <see cref="ColorType.Rgb"/> or <see cref="ColorType.Rgba"/>.</summary>
    /// <param name="image">Any order of axes; others than c, x, y must have size 1. Without a colour type the number of samples decides.</param>
    /// <param name="format">Name for messages.</param>
    /// <param name="types">What the format stores.</param>
    public static Image Interleaved(Image image, string format, params ReadOnlySpan<PixelType> types)
    {
        if (!types.Contains(image.PixelType))
        {
            throw Refused(format, $"the pixel type {image.PixelType} cannot be stored, only {string.Join(", ", types.ToArray())}; use ConvertTo");
        }

        Image pixels = image.Permute("cxy");
        ColorType color = image.Color switch
        {
            ColorType.None => pixels.ChannelCount switch
            {
                1 => ColorType.Gray,
                2 => ColorType.GrayAlpha,
                3 => ColorType.Rgb,
                4 => ColorType.Rgba,
                _ => throw Refused(format, $"{pixels.ChannelCount} samples per pixel cannot be stored, at most 4"),
            },
            ColorType.Hsv or ColorType.YCbCr or ColorType.Lab or ColorType.Cmyk => throw Refused(format, $"the colour type {image.Color} cannot be stored; use ToColor({nameof(ColorType)}.{ColorType.Rgb})"),
            _ => image.Color,
        };
        if (color == ColorType.Bgr)
        {
            pixels = pixels.WithColor(ColorType.None);
            Image swapped = pixels.Like(pixels.PixelType);
            for (int channel = 0; channel < 3; channel++)
            {
                swapped.Channel(channel).CopyFrom(pixels.Channel(2 - channel));
            }

            return swapped.WithColor(ColorType.Rgb);
        }

        pixels = pixels.Color == color ? pixels : pixels.WithColor(color);
        return pixels.IsContiguous ? pixels : pixels.Copy();
    }

    /// <summary>The exception for an image that a format cannot store.</summary>
    public static ImageFileException Refused(string format, string fault) => new(format, string.Empty, $"{format}: {fault}.");

    /// <summary>The options of one format, or its defaults.</summary>
    public static T Options<T>(ImageWriteOptions? options, string format)
        where T : ImageWriteOptions, new()
        => options switch
        {
            null => new T(),
            T own => own,
            _ => throw Refused(format, $"the options are for {options.Format}; use {typeof(T).Name}"),
        };

    /// <summary>A fresh interleaved image for a decoder, which writes every sample: the memory is not cleared.</summary>
    public static Image Create(int width, int height, PixelType type, ColorType color)
        => Image.Uncleared("cxy", [color.ChannelCount(), width, height], type, color);
}
