namespace DeepHealth.Ecvl.Dicom;

/// <summary>A compression of single frames.</summary>
public interface IDicomCodec
{
    /// <summary>Lossy Image Compression Method (0028,2114) of what is written; null where it is lossless.</summary>
    string? LossyMethod { get; }

    /// <summary>Photometric interpretation of a compressed frame of pixels with the one given.</summary>
    string PhotometricOf(string photometric);

    /// <summary>Unpacks a frame.</summary>
    /// <param name="frame">The compressed frame.</param>
    /// <param name="format">What the data set says about its pixels.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <returns>The samples as the stream holds them, without a conversion of colours other than the one that is part of JPEG 2000.</returns>
    /// <exception cref="DicomException">The frame is damaged or has another shape.</exception>
    /// <exception cref="ImageFileException">The stream is damaged, or its library is missing.</exception>
    CodedPixels Decode(ReadOnlyMemory<byte> frame, DicomPixelFormat format, string name);

    /// <summary>Packs a frame.</summary>
    /// <param name="pixels">The samples, sign-extended where they are signed.</param>
    /// <param name="photometric">Their photometric interpretation.</param>
    /// <param name="options">How to compress.</param>
    /// <exception cref="DicomException">The compression is not written, or cannot hold the samples.</exception>
    /// <exception cref="ImageFileException">The library of the compression is missing.</exception>
    byte[] Encode(CodedPixels pixels, string photometric, DicomEncodeOptions options);
}
