namespace DeepHealth.Eddl;

/// <summary>A tensor as a convolution reads or writes it.</summary>
/// <param name="format">Arrangement in memory.</param>
/// <param name="address">First cell inside the halo.</param>
internal readonly unsafe struct CellOperand(ChannelsLast format, float* address)
{
    /// <summary>Arrangement in memory.</summary>
    public ChannelsLast Format { get; } = format;

    /// <summary>First cell inside the halo.</summary>
    public float* Address { get; } = address;
}
