namespace DeepHealth.Ecvl;

/// <summary>How BMP files are written.</summary>
/// <param name="TopDown">Stores the first row first, which some readers do not know; the usual order is the last row first.</param>
public sealed record BmpWriteOptions(bool TopDown = false) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public BmpWriteOptions()
        : this(false)
    {
    }

    /// <inheritdoc/>
    public override string Format => BmpCodec.Name;
}
