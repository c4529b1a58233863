namespace DeepHealth.Ecvl;

/// <summary>Facts of a TIFF page that are not pixels, both ways.</summary>
internal static class TiffMetadata
{
    private const double MmPerInch = 25.4;

    /// <summary>Texts and the keywords of PNG under which they are kept.</summary>
    public static IReadOnlyList<(TiffTag Tag, string Key)> Texts { get; } =
    [
        (TiffTag.ImageDescription, ImageMetadata.TextPrefix + "Description"),
        (TiffTag.DocumentName, ImageMetadata.TextPrefix + "Title"),
        (TiffTag.Software, ImageMetadata.TextPrefix + "Software"),
        (TiffTag.DateTime, ImageMetadata.TextPrefix + "Creation Time"),
        (TiffTag.Artist, ImageMetadata.TextPrefix + "Author"),
        (TiffTag.Copyright, ImageMetadata.TextPrefix + "Copyright"),
        (TiffTag.GeoAsciiParams, "Geo:AsciiParams"),
        (TiffTag.GdalMetadata, "Geo:GdalMetadata"),
        (TiffTag.GdalNoData, "Geo:GdalNoData"),
    ];

    /// <summary>Numbers of GeoTIFF.</summary>
    public static IReadOnlyList<(TiffTag Tag, string Key)> Numbers { get; } =
    [
        (TiffTag.ModelPixelScale, "Geo:ModelPixelScale"),
        (TiffTag.ModelTiepoint, "Geo:ModelTiepoint"),
        (TiffTag.ModelTransformation, "Geo:ModelTransformation"),
        (TiffTag.GeoDoubleParams, "Geo:DoubleParams"),
    ];

    /// <summary>Key of the key directory of GeoTIFF.</summary>
    public const string GeoKeys = "Geo:KeyDirectory";

    public static void Read(TiffFile file, TiffPage page, ImageMetadata metadata)
    {
        TiffDirectory directory = page.Directory;
        try
        {
            foreach ((TiffTag tag, string key) in Texts)
            {
                if (directory.Text(tag) is string text)
                {
                    metadata.Set(key, text);
                }
            }

            foreach ((TiffTag tag, string key) in Numbers)
            {
                if (directory.Numbers(tag) is { Length: > 0 } numbers)
                {
                    metadata.Set(key, numbers);
                }
            }

            if (directory.Integers(TiffTag.GeoKeyDirectory) is { Length: > 0 } keys)
            {
                metadata.Set(GeoKeys, keys);
            }

            if (directory.Bytes(TiffTag.IccProfile) is { IsEmpty: false } profile)
            {
                metadata.Set(ImageMetadata.IccProfile, profile.ToArray());
            }

            ReadResolution(directory, metadata);
        }
        catch (ImageFileException)
        {
            // A damaged fact takes no pixel away: what was read so far stays, as other readers do it.
            metadata.Set(ImageMetadata.IsIncomplete, true);
        }

        if (page.Bits < 8 * page.PixelType.ByteCount() && page.Format != 3)
        {
            metadata.Set(ImageMetadata.BitsPerSample, (long)page.Bits);
        }
    }

    private static void ReadResolution(TiffDirectory directory, ImageMetadata metadata)
    {
        double perUnit = directory.Integer(TiffTag.ResolutionUnit, 2) switch { 2 => 1000 / MmPerInch, 3 => 100, _ => 0 };
        double[] x = directory.Numbers(TiffTag.XResolution);
        double[] y = directory.Numbers(TiffTag.YResolution);
        if (perUnit > 0 && x.Length == 1 && y.Length == 1 && double.IsFinite(x[0]) && double.IsFinite(y[0]) && x[0] > 0 && y[0] > 0)
        {
            metadata.Set(ImageMetadata.PixelsPerMetreX, x[0] * perUnit);
            metadata.Set(ImageMetadata.PixelsPerMetreY, y[0] * perUnit);
        }
    }
}
