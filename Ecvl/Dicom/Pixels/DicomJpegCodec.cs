namespace DeepHealth.Ecvl.Dicom;

/// <summary>JPEG: DCT processes and lossless ones (DICOM PS3.5 section 8.2.1).</summary>
/// <param name="isLossless">Whether frames are written, and without loss; the DCT processes are only read.</param>
/// <param name="isFirstOrder">Whether the syntax permits the first predictor only.</param>
internal sealed class DicomJpegCodec(bool isLossless, bool isFirstOrder = false) : IDicomCodec
{
    /// <summary>Lossy Image Compression Method of the DCT processes.</summary>
    public const string Method = "ISO_10918_1";

    /// <inheritdoc/>
    public string? LossyMethod => isLossless ? null : Method;

    /// <inheritdoc/>
    public string PhotometricOf(string photometric) => photometric;

    /// <inheritdoc/>
    public CodedPixels Decode(ReadOnlyMemory<byte> frame, DicomPixelFormat format, string name)
        => JpegDecoder.Decode(frame, name, convertColor: false, DicomCodecs.MostBytes(format));

    /// <inheritdoc/>
    public byte[] Encode(CodedPixels pixels, string photometric, DicomEncodeOptions options)
        => isLossless ? JpegLosslessEncoder.Encode(DicomCodecs.WithoutSign(pixels), isFirstOrder ? 1 : options.Predictor)
            : throw new DicomException("DicomTranscoder: the DCT processes of JPEG are read and not written; write JPEG lossless, JPEG-LS, JPEG 2000 or RLE.") { Tag = DicomTags.PixelData };
}
