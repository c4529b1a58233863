namespace DeepHealth.Ecvl;

/// <summary>Writes the facts that <see cref="TiffMetadata"/> reads.</summary>
internal static class TiffMetadataWriter
{
    private const int Centimetres = 3;

    // A fraction of 32-bit numbers can state these pixels per centimetre.
    private const double Least = 1e-4;
    private const double Most = 1e9;

    public static void Write(TiffFieldWriter fields, ImageMetadata metadata, (double X, double Y) perMetre)
    {
        foreach ((TiffTag tag, string key) in TiffMetadata.Texts)
        {
            if (metadata.TryGet(key, out string? text) && text is not null && !text.Contains('\0', StringComparison.Ordinal))
            {
                fields.AddText(tag, text);
            }
        }

        foreach ((TiffTag tag, string key) in TiffMetadata.Numbers)
        {
            if (metadata.TryGet(key, out double[]? numbers))
            {
                fields.AddNumbers(tag, numbers);
            }
        }

        if (metadata.TryGet(TiffMetadata.GeoKeys, out long[]? keys))
        {
            fields.Add(TiffTag.GeoKeyDirectory, 3, keys);
        }

        if (metadata.TryGet(ImageMetadata.IccProfile, out byte[]? profile) && profile is not null)
        {
            fields.AddBytes(TiffTag.IccProfile, profile);
        }

        (double x, double y) = (perMetre.X / 100, perMetre.Y / 100);
        if (x is >= Least and <= Most && y is >= Least and <= Most)
        {
            fields.AddFraction(TiffTag.XResolution, x);
            fields.AddFraction(TiffTag.YResolution, y);
            fields.Add(TiffTag.ResolutionUnit, 3, Centimetres);
        }
    }
}
