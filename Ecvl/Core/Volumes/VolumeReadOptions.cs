using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>How volume files are read.</summary>
/// <param name="Values">Whether slope and intercept are applied. <see cref="VolumeValues.Real"/> by default.</param>
/// <param name="RealType">Type of samples to which slope and intercept were applied: <see cref="PixelType.Float32"/> or <see cref="PixelType.Float64"/>;
/// null, the default, takes <see cref="PixelType.Float32"/> for stored samples of up to 16 bits and of type float32, else <see cref="PixelType.Float64"/>.</param>
/// <param name="MaximumBytes">Most bytes of decoded samples, at least 1; a file that asks for more is refused before memory is taken. 2 GiB by default, and at most <see cref="BufferPool.MaxBytes"/>.</param>
public sealed record VolumeReadOptions(VolumeValues Values = VolumeValues.Real, PixelType? RealType = null, long MaximumBytes = 1L << 31)
{
    /// <summary>Type of samples with slope and intercept applied; see <see cref="VolumeReadOptions(VolumeValues, PixelType?, long)"/>.</summary>
    public PixelType? RealType { get; init; } = RealType is null || RealType.Value.IsFloat()
        ? RealType
        : throw new ImageException($"VolumeReadOptions: RealType is {RealType}, it must be Float32 or Float64; ConvertTo makes other types of the result.");

    /// <summary>Type that a stored type becomes with slope and intercept applied.</summary>
    internal PixelType RealTypeOf(PixelType stored)
        => RealType ?? (stored.ByteCount() <= 2 || stored == PixelType.Float32 ? PixelType.Float32 : PixelType.Float64);
}
