using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How MetaImage files are written.</summary>
/// <param name="Compress">Whether the samples are packed by zlib.</param>
/// <param name="IsBigEndian">Byte order of the samples; little endian by default.</param>
/// <param name="Level">How hard zlib tries.</param>
public sealed record MetaImageWriteOptions(bool Compress = false, bool IsBigEndian = false, CompressionLevel Level = CompressionLevel.Optimal) : VolumeWriteOptions
{
    /// <inheritdoc/>
    public override string Format => MetaImageFormat.FormatName;
}
