using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>How NIfTI files are written.</summary>
/// <param name="Version">1, 2, or 0, the default: 1 unless a size exceeds 32767.</param>
/// <param name="StoredType">Type of the stored samples; null, the default, stores them as they are. With a type the samples are real values, and
/// <c>stored = round((value − intercept) / slope)</c>, saturated; NaN is stored as the value nearest to 0 where the type has none.</param>
/// <param name="Slope"><c>scl_slope</c>, not 0. Null takes what the metadata of stored samples state (<see cref="VolumeKeys.Slope"/>), or with an integer
/// <paramref name="StoredType"/> the smallest that keeps all values within its range.</param>
/// <param name="Intercept"><c>scl_inter</c>; null as for <paramref name="Slope"/>.</param>
/// <param name="Compress">Whether to pack by gzip; null, the default, does so where the path ends in <c>.gz</c>.</param>
/// <param name="Level">How hard gzip tries.</param>
/// <param name="IsBigEndian">Byte order; little endian by default.</param>
public sealed record NiftiWriteOptions(
    int Version = 0,
    PixelType? StoredType = null,
    double? Slope = null,
    double? Intercept = null,
    bool? Compress = null,
    CompressionLevel Level = CompressionLevel.Optimal,
    bool IsBigEndian = false) : VolumeWriteOptions
{
    /// <inheritdoc/>
    public override string Format => NiftiFormat.FormatName;

    /// <summary>1, 2, or 0 for the smallest that can store the sizes.</summary>
    public int Version { get; init; } = Version is >= 0 and <= 2
        ? Version
        : throw new ImageException($"NiftiWriteOptions: Version is {Version}, it must be 1, 2, or 0 for the smallest that fits.");

    /// <summary>Factor from stored samples to real values; see the constructor.</summary>
    public double? Slope { get; init; } = Slope is null || (double.IsFinite(Slope.Value) && Slope != 0)
        ? Slope
        : throw new ImageException(FormattableString.Invariant($"NiftiWriteOptions: Slope is {Slope}, it must be finite and not 0."));

    /// <summary>What is added after the factor; see the constructor.</summary>
    public double? Intercept { get; init; } = Intercept is null || double.IsFinite(Intercept.Value)
        ? Intercept
        : throw new ImageException(FormattableString.Invariant($"NiftiWriteOptions: Intercept is {Intercept}, it must be finite."));
}
