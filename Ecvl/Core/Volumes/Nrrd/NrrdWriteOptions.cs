using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How NRRD files are written.</summary>
/// <param name="Encoding">How samples are stored; <see cref="NrrdEncoding.Raw"/> by default.</param>
/// <param name="IsBigEndian">Byte order of the samples; little endian by default.</param>
/// <param name="Level">How hard gzip tries.</param>
public sealed record NrrdWriteOptions(NrrdEncoding Encoding = NrrdEncoding.Raw, bool IsBigEndian = false, CompressionLevel Level = CompressionLevel.Optimal) : VolumeWriteOptions
{
    /// <inheritdoc/>
    public override string Format => NrrdFormat.FormatName;
}
