namespace DeepHealth.Ecvl;

/// <summary>Where a whole slide has tissue: a small image of yes and no over level 0.</summary>
/// <remarks>Glass is white or gray, stained tissue is coloured: the saturation of HSV, <c>255·(max − min)/max</c>, is parted by Otsu's threshold.
/// A slide without stain has no two classes, so that saturations below <see cref="LeastSaturation"/> never count as tissue.</remarks>
public sealed class TissueMask
{
    /// <summary>Saturation of 255 below which nothing is tissue: about 5 %, above the noise of scanned glass.</summary>
    public const int LeastSaturation = 13;

    private const long BlockBytes = 16 << 20;

    private readonly double _pixels;

    private TissueMask(Image image, int threshold, double pixels)
    {
        Image = image;
        Threshold = threshold;
        _pixels = pixels;
    }

    /// <summary>The mask: <c>xy</c>, <see cref="PixelType.Bool"/>, true where there is tissue.</summary>
    public Image Image { get; }

    /// <summary>Largest saturation, 0 … 255, that counts as glass.</summary>
    public int Threshold { get; }

    /// <summary>Finds the tissue. Reads a coarse level in parts of at most 16 MiB, so that memory does not grow with the slide.</summary>
    /// <param name="slide">An open slide.</param>
    /// <param name="longestSide">Most pixels of the mask along either side, 16 … 8192.</param>
    /// <exception cref="SlideException">The slide is damaged.</exception>
    public static TissueMask Of(WholeSlide slide, int longestSide = 1024)
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longestSide, 8192);
        SlideLevel level = slide.LevelFor(Math.Max(1, (double)Math.Max(slide.Width, slide.Height) / longestSide));
        int box = (int)Math.Max(1, (Math.Max(level.Width, level.Height) + longestSide - 1) / longestSide);
        int width = (int)((level.Width + box - 1) / box);
        int height = (int)((level.Height + box - 1) / box);
        Image saturation = new("xy", [width, height], PixelType.UInt8);
        int across = (int)Math.Clamp(BlockBytes / 4 / box / box, 1, width);
        int down = (int)Math.Clamp(BlockBytes / 4 / box / box / across, 1, height);
        for (int y = 0; y < height; y += down)
        {
            for (int x = 0; x < width; x += across)
            {
                ReadBlock(slide, level, box, x, y, Math.Min(across, width - x), Math.Min(down, height - y), saturation);
            }
        }

        return FromSaturation(saturation, box * level.Downsample);
    }

    /// <summary>The part of a rectangle that is tissue.</summary>
    /// <param name="x">First column, of level 0.</param>
    /// <param name="y">First row, of level 0.</param>
    /// <param name="width">Columns of level 0, above 0.</param>
    /// <param name="height">Rows of level 0, above 0.</param>
    /// <returns>0 … 1, from the mask pixels that the rectangle touches; what lies outside the slide is none.</returns>
    public double Part(double x, double y, double width, double height)
    {
        int left = (int)Math.Max(0, Math.Floor(x / _pixels));
        int top = (int)Math.Max(0, Math.Floor(y / _pixels));
        int right = (int)Math.Min(Image.Width, Math.Ceiling((x + width) / _pixels));
        int bottom = (int)Math.Min(Image.Height, Math.Ceiling((y + height) / _pixels));
        if (right <= left || bottom <= top)
        {
            return 0;
        }

        ReadOnlySpan<bool> mask = Image.AsSpan<bool>();
        long tissue = 0;
        for (int row = top; row < bottom; row++)
        {
            tissue += mask.Slice((row * Image.Width) + left, right - left).Count(true);
        }

        return tissue / ((double)(right - left) * (bottom - top));
    }

    /// <summary>Parts a picture of saturations.</summary>
    /// <param name="saturation"><c>xy</c>, 8 bit.</param>
    /// <param name="pixels">Columns and rows of level 0 that make one here.</param>
    internal static TissueMask FromSaturation(Image saturation, double pixels)
    {
        ReadOnlySpan<byte> values = saturation.AsSpan<byte>();
        Span<long> histogram = stackalloc long[256];
        histogram.Clear();
        foreach (byte value in values)
        {
            histogram[value]++;
        }

        int threshold = Math.Max(OtsuThreshold.Of(histogram), LeastSaturation - 1);
        Image mask = new("xy", [saturation.Width, saturation.Height], PixelType.Bool);
        Span<bool> marks = mask.AsSpan<bool>();
        for (int i = 0; i < values.Length; i++)
        {
            marks[i] = values[i] > threshold;
        }

        return new TissueMask(mask, threshold, pixels);
    }

    // A mask pixel is the saturation of the mean colour of its box, which takes the noise away.
    private static void ReadBlock(WholeSlide slide, SlideLevel level, int box, int left, int top, int columns, int rows, Image saturation)
    {
        int width = (int)Math.Min((long)columns * box, level.Width - ((long)left * box));
        int height = (int)Math.Min((long)rows * box, level.Height - ((long)top * box));
        long x = (long)Math.Round((double)left * box * level.Downsample);
        long y = (long)Math.Round((double)top * box * level.Downsample);
        Image block = slide.ReadRegion(level.Index, x, y, width, height);
        ReadOnlySpan<byte> samples = block.AsSpan<byte>();
        Span<byte> result = saturation.AsSpan<byte>();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                long red = 0;
                long green = 0;
                long blue = 0;
                int end = Math.Min((column + 1) * box, width);
                for (int line = row * box; line < Math.Min((row + 1) * box, height); line++)
                {
                    ReadOnlySpan<byte> pixels = samples[(3 * ((line * width) + (column * box)))..(3 * ((line * width) + end))];
                    for (int i = 0; i + 2 < pixels.Length; i += 3)
                    {
                        red += pixels[i];
                        green += pixels[i + 1];
                        blue += pixels[i + 2];
                    }
                }

                long most = Math.Max(red, Math.Max(green, blue));
                long least = Math.Min(red, Math.Min(green, blue));
                result[((top + row) * saturation.Width) + left + column] = (byte)(most == 0 ? 0 : 255 * (most - least) / most);
            }
        }
    }
}
