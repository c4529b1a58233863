namespace DeepHealth.Ecvl;

/// <summary>JPEG 2000, lossless and lossy: ISO/IEC 15444-1 (Part 1), files (JP2) and bare codestreams (J2K). Needs the native library with OpenJPEG.</summary>
/// <remarks>Samples of 1 … 31 bits with or without sign, 1 … 4 components of one depth; subsampled components are repeated to the full size.
/// Files of fewer bits than the pixel type keep their values; <see cref="ImageMetadata.BitsPerSample"/> says how many. Of JP2 files, palettes,
/// opacity and the colour spaces sRGB, gray and sYCC are heeded (sYCC comes as RGB); colour profiles do not change values.
/// While decoding, a sample takes 4 to 8 bytes beyond the result.</remarks>
public sealed class Jpeg2000Codec : IImageCodec
{
    internal const string FileName = "JP2";
    internal const string CodestreamName = "J2K";

    private readonly bool _codestream;

    /// <summary>Makes the codec for one of the two forms.</summary>
    /// <param name="codestream">True for bare codestreams, false for JP2 files.</param>
    public Jpeg2000Codec(bool codestream)
    {
        _codestream = codestream;
        Extensions = codestream ? [".j2k", ".j2c", ".jpc"] : [".jp2"];
    }

    /// <inheritdoc/>
    public string Format => _codestream ? CodestreamName : FileName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; }

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <summary>Decodes a codestream, such as a frame of a DICOM file. Of a JP2 file, only its codestream counts.</summary>
    /// <param name="data">The codestream from its first marker, or a JP2 file.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="maximumBytes">Most bytes of samples; a stream that asks for more is refused before memory is taken.</param>
    /// <returns>The components as they are stored, without a conversion of colours beyond the transform of the stream itself.</returns>
    /// <exception cref="ImageFileException">The stream is damaged, larger than allowed or unknown, or the native library is missing.</exception>
    public static CodedPixels Decode(ReadOnlyMemory<byte> data, string name, long maximumBytes)
    {
        ImageSource source = new(name, data);
        return Jp2File.IsFile(data.Span)
            ? DecodeCodestream(source, Jp2File.Parse(source).Codestream, FileName, maximumBytes)
            : DecodeCodestream(source, data, CodestreamName, maximumBytes);
    }

    /// <summary>Encodes samples.</summary>
    /// <param name="pixels">Samples of 1 … 31 bits, 1 … 4 components.</param>
    /// <param name="options">Transform and size; <see cref="Jpeg2000WriteOptions.Codestream"/> has no effect here.</param>
    /// <returns>The bare codestream.</returns>
    /// <exception cref="ImageFileException">The samples cannot be stored, or the native library is missing.</exception>
    public static unsafe byte[] Encode(CodedPixels pixels, Jpeg2000WriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(options);
        CodecInfo info = new(pixels, options.Reversible ? 1 : 0);
        int colorTransform = options.ColorTransform && pixels.Components >= 3 ? 1 : 0;
        return NativeCalls.Encode(CodestreamName, pixels.Samples.Span, (samples, destination, size, written, text) =>
        {
            CodecInfo copy = info;
            return CodecLibrary.J2kEncode(samples, pixels.Samples.Length, &copy, options.Ratio, colorTransform, options.Resolutions, destination, size, written, text, NativeCalls.TextBytes);
        });
    }

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
        => _codestream ? start.StartsWith(new byte[] { 0xFF, 0x4F, 0xFF, 0x51 }) : Jp2File.IsFile(start);

    /// <inheritdoc/>
    public Image Read(ImageSource source, ImageReadOptions options)
    {
        if (!_codestream)
        {
            Jp2File file = Jp2File.Parse(source);
            return Jp2Colors.ToImage(source, file, DecodeCodestream(source, file.Codestream, FileName, options.LimitOf(source)), options);
        }

        CodedPixels pixels = DecodeCodestream(source, source.Data, CodestreamName, options.LimitOf(source));
        return CodedImage.ToImage(pixels, pixels.Components switch { 1 => ColorType.Gray, 3 => ColorType.Rgb, _ => ColorType.None });
    }

    /// <inheritdoc/>
    public void Write(Image image, Stream destination, ImageWriteOptions? options)
    {
        Jpeg2000WriteOptions chosen = RasterImage.Options<Jpeg2000WriteOptions>(options, Format);
        Image raster = RasterImage.Interleaved(image, Format, PixelType.UInt8, PixelType.Int8, PixelType.UInt16, PixelType.Int16, PixelType.UInt32, PixelType.Int32);
        CodedPixels pixels = CodedImage.FromImage(raster);
        byte[] codestream = Encode(pixels, chosen);
        if (!_codestream)
        {
            Jp2Writer.WriteHead(destination, pixels, raster.Color, codestream.Length);
        }

        destination.Write(codestream);
    }

    private static unsafe CodedPixels DecodeCodestream(ImageSource source, ReadOnlyMemory<byte> codestream, string format, long maximumBytes)
        => NativeCalls.Decode(new ImageSource(source.Name, codestream), format, maximumBytes, &CodecLibrary.J2kInfo, &CodecLibrary.J2kDecode, out _);
}
