namespace DeepHealth.Ecvl;

/// <summary>The formulas of <see cref="Image.ToColor"/>, over planes of samples where full brightness is 1.</summary>
/// <remarks>In between, the planes hold red, green, blue and opacity.</remarks>
internal static unsafe class ColorFormulas
{
    private const double RedWeight = 0.299;
    private const double GreenWeight = 0.587;
    private const double BlueWeight = 0.114;

    /// <summary>Converts planes in place to red, green, blue, opacity.</summary>
    /// <param name="color">What the planes hold.</param>
    /// <param name="type">The pixel type that they came from: it decides on offsets.</param>
    /// <param name="planes">Up to four planes.</param>
    /// <param name="step">Distance of planes.</param>
    /// <param name="count">Pixels.</param>
    public static void ToRgb(ColorType color, PixelType type, double* planes, int step, int count)
    {
        double middle = ColorScale.Middle(type);
        for (int i = 0; i < count; i++)
        {
            double* pixel = planes + i;
            ref double a = ref pixel[0];
            ref double b = ref pixel[step];
            ref double c = ref pixel[2 * step];
            ref double d = ref pixel[3 * step];
            switch (color)
            {
                case ColorType.Gray:
                    (b, c, d) = (a, a, 1);
                    break;
                case ColorType.GrayAlpha:
                    (b, c, d) = (a, a, b);
                    break;
                case ColorType.Rgb:
                    d = 1;
                    break;
                case ColorType.Bgr:
                    (a, c, d) = (c, a, 1);
                    break;
                case ColorType.Hsv:
                    (a, b, c) = HueToRgb(a, b, c);
                    d = 1;
                    break;
                case ColorType.YCbCr:
                    (a, b, c) = YCbCrToRgb(a, b - middle, c - middle);
                    d = 1;
                    break;
                case ColorType.Lab:
                    (double lightness, double scale, double zero) = LabScale(type);
                    (a, b, c) = CieColors.ToRgb(a * lightness, (b - zero) * scale, (c - zero) * scale);
                    d = 1;
                    break;
                case ColorType.Cmyk:
                    (a, b, c, d) = ((1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d), 1);
                    break;
            }
        }
    }

    /// <summary>Converts planes in place from red, green, blue, opacity.</summary>
    public static void FromRgb(ColorType color, PixelType type, double* planes, int step, int count)
    {
        double middle = ColorScale.Middle(type);
        for (int i = 0; i < count; i++)
        {
            double* pixel = planes + i;
            ref double a = ref pixel[0];
            ref double b = ref pixel[step];
            ref double c = ref pixel[2 * step];
            ref double d = ref pixel[3 * step];
            switch (color)
            {
                case ColorType.Gray:
                    a = Luma(a, b, c);
                    break;
                case ColorType.GrayAlpha:
                    (a, b) = (Luma(a, b, c), d);
                    break;
                case ColorType.Bgr:
                    (a, c) = (c, a);
                    break;
                case ColorType.Hsv:
                    (a, b, c) = RgbToHue(a, b, c);
                    break;
                case ColorType.YCbCr:
                    double y = Luma(a, b, c);
                    (a, b, c) = (y, ((c - y) / (2 - (2 * BlueWeight))) + middle, ((a - y) / (2 - (2 * RedWeight))) + middle);
                    break;
                case ColorType.Lab:
                    (double lightness, double scale, double zero) = LabScale(type);
                    (double l, double green, double blue) = CieColors.FromRgb(a, b, c);
                    (a, b, c) = (l / lightness, (green / scale) + zero, (blue / scale) + zero);
                    break;
                case ColorType.Cmyk:
                    double white = Math.Max(a, Math.Max(b, c));
                    (a, b, c, d) = white <= 0 ? (0, 0, 0, 1) : ((white - a) / white, (white - b) / white, (white - c) / white, 1 - white);
                    break;
            }
        }
    }

    private static double Luma(double red, double green, double blue) => (RedWeight * red) + (GreenWeight * green) + (BlueWeight * blue);

    // The inverse of FromRgb: Cb = (B − Y)/(2 − 2·0.114), Cr = (R − Y)/(2 − 2·0.299).
    private static (double Red, double Green, double Blue) YCbCrToRgb(double y, double cb, double cr)
    {
        double red = y + ((2 - (2 * RedWeight)) * cr);
        double blue = y + ((2 - (2 * BlueWeight)) * cb);
        return (red, (y - (RedWeight * red) - (BlueWeight * blue)) / GreenWeight, blue);
    }

    // L* of full brightness, one unit of full brightness in a*, and where a* = 0 lies.
    private static (double Lightness, double Scale, double Zero) LabScale(PixelType type)
        => type.IsFloat() ? (1, 1, 0) : (100, ColorScale.Full(type) / Math.ScaleB(1, (8 * type.ByteCount()) - 8), ColorScale.Middle(type));

    private static (double Hue, double Saturation, double Value) RgbToHue(double red, double green, double blue)
    {
        double value = Math.Max(red, Math.Max(green, blue));
        double spread = value - Math.Min(red, Math.Min(green, blue));
        if (spread <= 0)
        {
            return (0, 0, value);
        }

        double sextant = value == red ? (green - blue) / spread : value == green ? 2 + ((blue - red) / spread) : 4 + ((red - green) / spread);
        return ((sextant < 0 ? sextant + 6 : sextant) / 6, spread / value, value);
    }

    private static (double Red, double Green, double Blue) HueToRgb(double hue, double saturation, double value)
    {
        // Hue 1 is hue 0 again.
        double sextant = (hue - Math.Floor(hue)) * 6;
        double part = sextant - Math.Floor(sextant);
        double least = value * (1 - saturation);
        double falling = value * (1 - (saturation * part));
        double rising = value * (1 - (saturation * (1 - part)));
        return (int)sextant switch
        {
            0 => (value, rising, least),
            1 => (falling, value, least),
            2 => (least, value, rising),
            3 => (least, falling, value),
            4 => (rising, least, value),
            _ => (value, least, falling),
        };
    }
}
