namespace DeepHealth.Ecvl;

/// <summary>How PNM files are written: PBM for <see cref="PixelType.Bool"/>, PGM for gray, PPM for RGB.</summary>
/// <param name="Ascii">Writes decimal text (P1, P2, P3) in place of bytes (P4, P5, P6).</param>
/// <param name="MaximumValue">The value that means full brightness, 1 … 65535; no sample may exceed it. Null takes
/// <see cref="ImageMetadata.MaximumValue"/> of the image where there is one, else 255 or 65535.</param>
public sealed record PnmWriteOptions(bool Ascii = false, int? MaximumValue = null) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public PnmWriteOptions()
        : this(false)
    {
    }

    /// <inheritdoc/>
    public override string Format => PnmCodec.Name;
}
