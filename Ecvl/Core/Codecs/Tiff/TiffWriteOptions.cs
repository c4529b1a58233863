using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How TIFF files are written: little endian, samples of a pixel together.</summary>
/// <param name="Compression">How blocks are compressed.</param>
/// <param name="Predictor">Whether LZW and deflate store differences of neighbours, which suits pictures: predictor 2, and 3 for floating point.</param>
/// <param name="TileSize">Columns and rows of square tiles, a multiple of 16; 0 for strips.</param>
/// <param name="IsBig">Whether to write BigTIFF also where the file may stay below 4 GiB.</param>
/// <param name="Level">Effort of deflate.</param>
public sealed record TiffWriteOptions(
    TiffCompression Compression = TiffCompression.Deflate, bool Predictor = true, int TileSize = 0, bool IsBig = false, CompressionLevel Level = CompressionLevel.Optimal) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public TiffWriteOptions()
        : this(TiffCompression.Deflate)
    {
    }

    /// <inheritdoc/>
    public override string Format => TiffCodec.Name;
}
