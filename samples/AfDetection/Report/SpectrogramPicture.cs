using DeepHealth.Ecvl;
using DeepHealth.Samples.AfDetection.Data;

namespace DeepHealth.Samples.AfDetection.Report;

/// <summary>Paints the features of a record: time to the right, frequency upwards, brighter for more power.</summary>
internal static class SpectrogramPicture
{
    // Features are standardised; what lies beyond has the colour of the end.
    private const double Low = -2.5;
    private const double High = 2.5;

    // Dark blue, purple, red, orange, light yellow: rising in brightness, so that it reads in grey as well.
    private static readonly (double Red, double Green, double Blue)[] s_colors = [(8, 8, 40), (88, 24, 110), (190, 55, 82), (245, 140, 40), (252, 250, 190)];

    /// <summary>The picture as a PNG file.</summary>
    /// <param name="features"><c>[times, frequencies]</c>.</param>
    public static byte[] Encode(ReadOnlySpan<double> features)
    {
        Image image = new("cxy", [3, LogSpectrogram.Times, LogSpectrogram.Frequencies], PixelType.UInt8, ColorType.Rgb);
        Span<byte> pixels = image.AsSpan<byte>();
        int at = 0;
        for (int row = LogSpectrogram.Frequencies - 1; row >= 0; row--)
        {
            for (int time = 0; time < LogSpectrogram.Times; time++)
            {
                (pixels[at], pixels[at + 1], pixels[at + 2]) = Color(features[(time * LogSpectrogram.Frequencies) + row]);
                at += 3;
            }
        }

        return ImageFile.Encode(image, new PngWriteOptions());
    }

    private static (byte Red, byte Green, byte Blue) Color(double value)
    {
        double place = Math.Clamp((value - Low) / (High - Low), 0, 1) * (s_colors.Length - 1);
        int below = Math.Min((int)place, s_colors.Length - 2);
        double part = place - below;
        (double Red, double Green, double Blue) a = s_colors[below];
        (double Red, double Green, double Blue) b = s_colors[below + 1];
        return ((byte)(a.Red + (part * (b.Red - a.Red))), (byte)(a.Green + (part * (b.Green - a.Green))), (byte)(a.Blue + (part * (b.Blue - a.Blue))));
    }
}
