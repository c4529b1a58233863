namespace DeepHealth.Ecvl;

/// <summary>sRGB to CIE 1976 L*a*b* and back, white point D65 of the 2° observer.</summary>
internal static class CieColors
{
    // CIE 15:2004: (6/29)^3, below which the cube root becomes a line, and its slope 841/108.
    private const double Dark = 216.0 / 24389;
    private const double Slope = 841.0 / 108;
    private const double Offset = 4.0 / 29;

    // XYZ of white: the row sums of the matrix below, so that white has a* = b* = 0 exactly.
    private const double WhiteX = 0.4124564 + 0.3575761 + 0.1804375;
    private const double WhiteZ = 0.0193339 + 0.1191920 + 0.9503041;

    /// <summary>L* 0 … 100, a*, b* of red, green, blue 0 … 1.</summary>
    public static (double L, double A, double B) FromRgb(double red, double green, double blue)
    {
        (double r, double g, double b) = (Linear(red), Linear(green), Linear(blue));

        // IEC 61966-2-1: the primaries of ITU-R BT.709 under D65.
        double x = Root(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / WhiteX);
        double y = Root((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        double z = Root(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / WhiteZ);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>Red, green, blue of L*, a*, b*; beyond 0 … 1 for colours that sRGB does not have.</summary>
    public static (double Red, double Green, double Blue) ToRgb(double lightness, double a, double b)
    {
        double fy = (lightness + 16) / 116;
        double x = Cube(fy + (a / 500)) * WhiteX;
        double y = Cube(fy);
        double z = Cube(fy - (b / 200)) * WhiteZ;

        // The inverse of the matrix above.
        return (
            Encoded((3.2404548360214083 * x) - (1.5371388501025751 * y) - (0.4985315468684809 * z)),
            Encoded(-(0.9692663898756537 * x) + (1.8760109288424913 * y) + (0.041556082346673524 * z)),
            Encoded((0.05564341960421366 * x) - (0.20402585426769815 * y) + (1.0572251624579287 * z)));
    }

    private static double Root(double part) => part > Dark ? Math.Cbrt(part) : (Slope * part) + Offset;

    private static double Cube(double root) => root > 6.0 / 29 ? root * root * root : (root - Offset) / Slope;

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Encoded(double light) => light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
}
