using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How PNG files are written.</summary>
/// <param name="Filter">How rows are prepared for compression.</param>
/// <param name="Level">Effort of the compression.</param>
/// <param name="Interlaced">Whether rows come in the seven passes of Adam7, so that a slow reader can show a coarse image early.</param>
/// <param name="BitDepth">Bits of a sample: 1, 2 or 4 for gray of 8 bits that holds only the 2, 4 or 16 levels of that depth, and for palettes;
/// 0 for what the pixel type has, and for a palette the fewest that name all its colours.</param>
/// <param name="Palette">Whether RGB and RGBA of 8 bits with at most 256 colours are stored as numbers of colours.</param>
public sealed record PngWriteOptions(
    PngFilter Filter = PngFilter.Adaptive, CompressionLevel Level = CompressionLevel.Optimal, bool Interlaced = false, int BitDepth = 0, bool Palette = false) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public PngWriteOptions()
        : this(PngFilter.Adaptive)
    {
    }

    /// <inheritdoc/>
    public override string Format => PngCodec.Name;
}
