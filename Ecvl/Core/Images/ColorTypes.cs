namespace DeepHealth.Ecvl;

/// <summary>Facts about colour types.</summary>
public static class ColorTypes
{
    /// <summary>Samples per pixel of a colour type; 0 for <see cref="ColorType.None"/>, which fixes no number.</summary>
    /// <exception cref="ImageException">The value is no colour type.</exception>
    public static int ChannelCount(this ColorType color) => color switch
    {
        ColorType.None => 0,
        ColorType.Gray => 1,
        ColorType.GrayAlpha => 2,
        ColorType.Rgb or ColorType.Bgr or ColorType.Hsv or ColorType.YCbCr or ColorType.Lab => 3,
        ColorType.Rgba or ColorType.Cmyk => 4,
        _ => throw new ImageException($"ColorType: {color} is not one of {string.Join(", ", Enum.GetNames<ColorType>())}."),
    };
}
