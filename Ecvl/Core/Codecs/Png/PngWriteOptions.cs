using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How PNG files are written.</summary>
/// <param name="Filter">How rows are prepared for compression.</param>
/// <param name="Level">Effort of the compression.</param>
public sealed record PngWriteOptions(PngFilter Filter = PngFilter.Adaptive, CompressionLevel Level = CompressionLevel.Optimal) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public PngWriteOptions()
        : this(PngFilter.Adaptive)
    {
    }

    /// <inheritdoc/>
    public override string Format => PngCodec.Name;
}
