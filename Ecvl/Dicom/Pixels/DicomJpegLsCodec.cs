namespace DeepHealth.Ecvl.Dicom;

/// <summary>JPEG-LS (DICOM PS3.5 section 8.2.3).</summary>
/// <param name="isLossless">Whether frames are written without loss.</param>
internal sealed class DicomJpegLsCodec(bool isLossless) : IDicomCodec
{
    /// <inheritdoc/>
    public string? LossyMethod => isLossless ? null : "ISO_14495_1";

    /// <inheritdoc/>
    public string PhotometricOf(string photometric) => photometric;

    /// <inheritdoc/>
    public CodedPixels Decode(ReadOnlyMemory<byte> frame, DicomPixelFormat format, string name) => JpegLsCodec.Decode(frame, name, DicomCodecs.MostBytes(format));

    /// <inheritdoc/>
    public byte[] Encode(CodedPixels pixels, string photometric, DicomEncodeOptions options)
        => !isLossless && pixels.IsSigned
            // An error in the highest bit would turn the sign.
            ? throw new DicomException("DicomTranscoder: signed pixels cannot be written as near-lossless JPEG-LS, which knows no signs; write it lossless, or JPEG 2000.") { Tag = DicomTags.PixelData }
            : JpegLsCodec.Encode(DicomCodecs.WithoutSign(pixels), isLossless ? 0 : options.NearLosslessError);
}
