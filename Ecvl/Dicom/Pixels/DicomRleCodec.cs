namespace DeepHealth.Ecvl.Dicom;

/// <summary>RLE Lossless (DICOM PS3.5 annex G).</summary>
internal sealed class DicomRleCodec : IDicomCodec
{
    /// <inheritdoc/>
    public string? LossyMethod => null;

    /// <inheritdoc/>
    public string PhotometricOf(string photometric) => photometric;

    /// <inheritdoc/>
    public CodedPixels Decode(ReadOnlyMemory<byte> frame, DicomPixelFormat format, string name)
        => new(format.Columns, format.Rows, format.SamplesPerPixel, format.BitsAllocated, false, DicomRle.Decode(frame.Span, format));

    /// <inheritdoc/>
    public byte[] Encode(CodedPixels pixels, string photometric, DicomEncodeOptions options) => DicomRleWriter.Encode(pixels);
}
