namespace DeepHealth.Ecvl;

/// <summary>The spacing of raster files: pixels per metre in the file, millimetres in <see cref="Image.Geometry"/>.</summary>
internal static class PixelDensity
{
    // Dots per inch that programs write when they know nothing: of the first printers, and of screens.
    private static readonly double[] s_customary = [72, 96];

    // PNG and BMP round to whole pixels per metre.
    private const double CustomaryTolerance = 3e-4;
    private const double InchesPerMetre = 1000 / 25.4;

    /// <summary>Gives a read image its spacing, where its facts state pixels per metre. 72 and 96 dots per inch measure nothing and give none.</summary>
    public static Image Located(Image image)
    {
        (double x, double y) = FromFacts(image);
        if (double.IsFinite(1000 / x) && double.IsFinite(1000 / y) && !Array.Exists(s_customary, dots => IsNear(x, dots) && IsNear(y, dots)))
        {
            image.Geometry = new ImageGeometry(new VoxelCounts(image.Width, image.Height, 1), new Vector3D(1000 / x, 1000 / y, 1));
        }

        return image;
    }

    /// <summary>Pixels per metre along x and y to write: from the spacing, which changes with the image, else from the facts; 0 where both are unknown.</summary>
    public static (double X, double Y) PerMetre(Image image)
        => image.SpacingMm is Vector3D spacing ? (1000 / spacing.X, 1000 / spacing.Y) : FromFacts(image);

    private static bool IsNear(double perMetre, double dots) => Math.Abs((perMetre / (dots * InchesPerMetre)) - 1) < CustomaryTolerance;

    private static (double X, double Y) FromFacts(Image image)
        => image.Metadata.TryGet(ImageMetadata.PixelsPerMetreX, out double x) && image.Metadata.TryGet(ImageMetadata.PixelsPerMetreY, out double y) && x > 0 && y > 0
            && double.IsFinite(x) && double.IsFinite(y)
            ? (x, y)
            : (0, 0);
}
