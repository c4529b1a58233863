namespace DeepHealth.Ecvl.Dicom;

/// <summary>JPEG 2000 (DICOM PS3.5 section 8.2.4).</summary>
/// <param name="isLossless">Whether frames are written without loss.</param>
internal sealed class DicomJpeg2000Codec(bool isLossless) : IDicomCodec
{
    /// <inheritdoc/>
    public string? LossyMethod => isLossless ? null : "ISO_15444_1";

    /// <inheritdoc/>
    public string PhotometricOf(string photometric) => photometric != "RGB" ? photometric : isLossless ? "YBR_RCT" : "YBR_ICT";

    /// <inheritdoc/>
    public CodedPixels Decode(ReadOnlyMemory<byte> frame, DicomPixelFormat format, string name) => Jpeg2000Codec.Decode(frame, name, DicomCodecs.MostBytes(format));

    /// <inheritdoc/>
    public byte[] Encode(CodedPixels pixels, string photometric, DicomEncodeOptions options)
        => Jpeg2000Codec.Encode(pixels, new Jpeg2000WriteOptions(isLossless, isLossless ? 0 : options.CompressionRatio, ColorTransform: photometric == "RGB", Codestream: true));
}
