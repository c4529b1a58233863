namespace DeepHealth.Ecvl;

/// <summary>How JPEG-LS files are written.</summary>
/// <param name="Near">Largest difference of a sample from the original, 0 … 255 and below half of the range; 0 is lossless.</param>
/// <param name="Interleave">Order of three or four components; CharLS writes two one after the other in any case.</param>
public sealed record JpegLsWriteOptions(int Near = 0, JpegLsInterleave Interleave = JpegLsInterleave.Lines) : ImageWriteOptions
{
    /// <summary>Makes the defaults.</summary>
    public JpegLsWriteOptions()
        : this(0)
    {
    }

    /// <inheritdoc/>
    public override string Format => JpegLsCodec.Name;
}
