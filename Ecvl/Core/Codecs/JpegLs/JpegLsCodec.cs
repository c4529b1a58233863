using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>JPEG-LS, lossless and near-lossless: ISO/IEC 14495-1. Needs the native library with CharLS.</summary>
/// <remarks>Samples of 2 … 16 bits, 1 … 4 components in any order of interleaving. The format knows no signs: samples with a sign are
/// written as their two's complement bits, and come back without one; whoever wrote them knows to interpret them.
/// Files of fewer bits than the pixel type keep their values; <see cref="ImageMetadata.BitsPerSample"/> says how many.</remarks>
public sealed class JpegLsCodec : IImageCodec
{
    internal const string Name = "JPEG-LS";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jls"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <summary>Decodes a JPEG-LS stream, such as a frame of a DICOM file.</summary>
    /// <param name="data">The stream from its first marker.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="maximumBytes">Most bytes of samples; a stream that asks for more is refused before memory is taken.</param>
    /// <exception cref="ImageFileException">The stream is damaged, larger than allowed or unknown, or the native library is missing.</exception>
    public static unsafe CodedPixels Decode(ReadOnlyMemory<byte> data, string name, long maximumBytes)
        => NativeCalls.Decode(new ImageSource(name, data), Name, maximumBytes, &CodecLibrary.JpegLsInfo, &CodecLibrary.JpegLsDecode, out _);

    /// <summary>Encodes samples by line.</summary>
    /// <param name="pixels">Samples of 2 … 16 bits, 1 … 4 components.</param>
    /// <param name="near">Largest difference of a sample from the original; 0 is lossless.</param>
    /// <exception cref="ImageFileException">The samples cannot be stored, or the native library is missing.</exception>
    public static byte[] Encode(CodedPixels pixels, int near = 0) => Encode(pixels, new JpegLsWriteOptions(near));

    /// <summary>Encodes samples.</summary>
    /// <param name="pixels">Samples of 2 … 16 bits, 1 … 4 components.</param>
    /// <param name="options">Loss and order of the components.</param>
    /// <exception cref="ImageFileException">The samples cannot be stored, or the native library is missing.</exception>
    public static unsafe byte[] Encode(CodedPixels pixels, JpegLsWriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(options);
        Check(pixels, options.Near);
        ReadOnlyMemory<byte> samples = pixels.IsSigned ? Unsigned(pixels) : pixels.Samples;
        CodecInfo info = new(pixels, options.Near) { IsSigned = 0 };
        int interleave = pixels.Components <= 2 ? 0 : (int)options.Interleave;
        return NativeCalls.Encode(Name, samples.Span, (from, to, size, written, text) =>
        {
            CodecInfo copy = info;
            return CodecLibrary.JpegLsEncode(from, samples.Length, &copy, interleave, to, size, written, text, NativeCalls.TextBytes);
        });
    }

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4 || start[0] != 0xFF || start[1] != 0xD8)
        {
            return false;
        }

        // The frame header SOF55 tells JPEG-LS from other JPEG files; segments before it have a length each.
        int position = 2;
        while (position + 4 <= start.Length && start[position] == 0xFF)
        {
            byte marker = start[position + 1];
            if (marker == 0xF7)
            {
                return true;
            }

            // Only application data, comments and JPEG-LS parameters come before it.
            if (marker is not ((>= 0xE0 and <= 0xEF) or 0xFE or 0xF8))
            {
                return false;
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(start[(position + 2)..]);
        }

        return false;
    }

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options)
    {
        CodedPixels pixels = Decode(source.Data, source.Name, options.LimitOf(source));
        ColorType color = pixels.Components switch { 1 => ColorType.Gray, 3 => ColorType.Rgb, _ => ColorType.None };
        return CodedImage.ToImage(pixels, color);
    }

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
    {
        Image pixels = RasterImage.Interleaved(image, Name, PixelType.UInt8, PixelType.UInt16);
        destination.Write(Encode(CodedImage.FromImage(pixels), RasterImage.Options<JpegLsWriteOptions>(options, Name)));
    }

    private static void Check(CodedPixels pixels, int near)
    {
        if (pixels.Bits is < 2 or > 16)
        {
            throw RasterImage.Refused(Name, $"samples of {pixels.Bits} bits cannot be stored, only 2 to 16");
        }

        int most = Math.Min(255, ((1 << pixels.Bits) - 1) / 2);
        if (near < 0 || near > most)
        {
            throw RasterImage.Refused(Name, $"the largest difference {near} lies outside 0 … {most}, the range for {pixels.Bits} bits");
        }

        // The two ends of the signed range are neighbours in the coded numbers, so a difference there would wrap.
        if (near > 0 && pixels.IsSigned && CodedImage.FirstBeyond(pixels, near - (1L << (pixels.Bits - 1)), (1L << (pixels.Bits - 1)) - 1 - near) is int extreme and >= 0)
        {
            throw RasterImage.Refused(Name, $"sample {extreme} with sign is within {near} of the ends of its {pixels.Bits} bits, where a difference would wrap; write without loss");
        }

        int outside = CodedImage.FirstOutside(pixels, pixels.Bits);
        if (outside >= 0)
        {
            throw RasterImage.Refused(Name, $"sample {outside} does not fit into {pixels.Bits} bits{(pixels.IsSigned ? " with sign" : string.Empty)}");
        }
    }

    // The bits of samples with a sign as numbers without one.
    private static byte[] Unsigned(CodedPixels pixels)
    {
        byte[] samples = pixels.Samples.ToArray();
        byte mask = (byte)((1 << (((pixels.Bits - 1) & 7) + 1)) - 1);
        for (int last = pixels.BytesPerSample - 1; last < samples.Length; last += pixels.BytesPerSample)
        {
            samples[last] &= mask;
        }

        return samples;
    }
}
