namespace DeepHealth.Ecvl;

/// <summary>Converts the colours of whole images.</summary>
internal static class ColorConversion
{
    /// <summary>A new image in other colours; see <see cref="Image.ToColor"/>.</summary>
    /// <param name="source">An image with the axis <c>c</c>.</param>
    /// <param name="to">The new colour type.</param>
    public static Image Run(Image source, ColorType to)
    {
        Check(source, to);
        Image result = source.LikeWith(to);
        if (source.Color == to)
        {
            result.CopyFrom(source);
        }
        else if (Family(source.Color) is int from && Family(to) is int family && from >= 0 && (from == family || (from == 1 && family == 3)))
        {
            Pick(source, result);
        }
        else if (!ByteColors.TryRun(source, result))
        {
            ColorRows.Run(source, result);
        }

        GC.KeepAlive(source);
        return result;
    }

    private static void Check(Image source, ColorType to)
    {
        if (source.Color == ColorType.None || to == ColorType.None)
        {
            throw new ImageException($"Image.ToColor: {source} cannot become {to}: both colour types must be known; WithColor states the meaning of samples.");
        }

        bool signed = source.PixelType is PixelType.Int8 or PixelType.Int16 or PixelType.Int32 or PixelType.Int64;
        bool plain = Family(source.Color) >= 0 && Family(to) >= 0;
        if ((signed && !plain) || (source.PixelType == PixelType.Bool && !(plain && (source.Color == to || Family(source.Color) == 1 || Family(to) == 3))))
        {
            throw new ImageException($"Image.ToColor: {source} cannot become {to}: samples of {source.PixelType} cannot hold it; use ConvertTo first.");
        }
    }

    // 1 brightness, 3 red, green and blue in some order, −1 anything else.
    private static int Family(ColorType color) => color switch
    {
        ColorType.Gray or ColorType.GrayAlpha => 1,
        ColorType.Rgb or ColorType.Rgba or ColorType.Bgr => 3,
        _ => -1,
    };

    // Only the place of samples changes, not a value.
    private static void Pick(Image source, Image result)
    {
        int colors = Family(result.Color);
        for (int channel = 0; channel < result.ChannelCount; channel++)
        {
            Image to = result.Channel(channel);
            if (channel >= colors)
            {
                bool hasOpacity = source.Color is ColorType.GrayAlpha or ColorType.Rgba;
                if (hasOpacity)
                {
                    to.CopyFrom(source.Channel(source.ChannelCount - 1));
                }
                else
                {
                    to.Fill(ColorScale.Full(result.PixelType));
                }

                continue;
            }

            bool turned = source.Color == ColorType.Bgr != (result.Color == ColorType.Bgr);
            int from = Family(source.Color) == 1 ? 0 : turned ? 2 - channel : channel;
            to.CopyFrom(source.Channel(from));
        }
    }
}
