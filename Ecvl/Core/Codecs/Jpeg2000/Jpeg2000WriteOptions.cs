namespace DeepHealth.Ecvl;

/// <summary>How JPEG 2000 is written.</summary>
/// <param name="Reversible">True for the 5/3 transform on integers, which can be lossless; false for the 9/7 transform, which compresses better with loss.</param>
/// <param name="Ratio">Bytes of the samples over the bytes wanted, from 1; 0 keeps all there is, which with the 5/3 transform is lossless.</param>
/// <param name="ColorTransform">Whether the first three of at least three components are decorrelated, which suits red, green and blue.</param>
/// <param name="Resolutions">Resolutions, from 1: one more than how often the sides are halved; 0 chooses by the size, at most 6.</param>
/// <param name="Codestream">True for the bare codestream (<c>.j2k</c>), as DICOM wants it; false for a JP2 file around it.</param>
public sealed record Jpeg2000WriteOptions(bool Reversible = true, double Ratio = 0, bool ColorTransform = true, int Resolutions = 0, bool Codestream = false) : ImageWriteOptions
{
    /// <summary>Makes the defaults: a lossless JP2 file.</summary>
    public Jpeg2000WriteOptions()
        : this(true)
    {
    }

    /// <inheritdoc/>
    public override string Format => Codestream ? Jpeg2000Codec.CodestreamName : Jpeg2000Codec.FileName;
}
