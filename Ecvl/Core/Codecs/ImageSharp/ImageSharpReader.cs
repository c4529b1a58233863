#if IMAGESHARP
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.PixelFormats;
using Sharp = SixLabors.ImageSharp;

namespace DeepHealth.Ecvl;

/// <summary>Decodes with ImageSharp into the pixel type that keeps all the file holds.</summary>
internal static class ImageSharpReader
{
    public static Image Read(ImageSource source, ImageReadOptions options)
    {
        try
        {
            // ImageSharp refuses damaged headers here; its own memory is bounded by the check.
            using MemoryStream first = ImageSource.Open(source.Data);
            DecoderOptions settings = new() { MaxFrames = 1 };
            Sharp.ImageInfo info = Sharp.Image.Identify(settings, first);
            (PixelType type, ColorType color) = Target(info, source.Data.Span);
            options.Check(source, ImageSharpCodec.Name, info.Width, info.Height, (long)type.ByteCount() * color.ChannelCount());
            using MemoryStream second = ImageSource.Open(source.Data);
            return (type, color) switch
            {
                (PixelType.UInt8, ColorType.Gray) => Load<L8, byte>(settings, second, color),
                (PixelType.UInt16, ColorType.Gray) => Load<L16, ushort>(settings, second, color),
                (PixelType.UInt8, ColorType.Rgb) => Load<Rgb24, byte>(settings, second, color),
                (PixelType.UInt8, _) => Load<Rgba32, byte>(settings, second, color),
                (_, ColorType.Rgb) => Load<Rgb48, ushort>(settings, second, color),
                _ => Load<Rgba64, ushort>(settings, second, color),
            };
        }
        catch (ImageFileException)
        {
            throw;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or StackOverflowException))
        {
            // Its decoders let exceptions of many types through on damaged data.
            throw source.Fault(ImageSharpCodec.Name, $"{error.Message}", error);
        }
    }

    private static Image Load<TPixel, TSample>(DecoderOptions settings, Stream stream, ColorType color)
        where TPixel : unmanaged, IPixel<TPixel>
        where TSample : unmanaged
    {
        using Sharp.Image<TPixel> decoded = Sharp.Image.Load<TPixel>(settings, stream);
        Image image = new("cxy", [color.ChannelCount(), decoded.Width, decoded.Height], PixelTypes.Of<TSample>(), color);
        decoded.CopyPixelDataTo(MemoryMarshal.AsBytes(image.AsSpan<TSample>()));
        return image;
    }

    private static (PixelType Type, ColorType Color) Target(Sharp.ImageInfo info, ReadOnlySpan<byte> file)
    {
        IImageFormat? format = info.Metadata.DecodedImageFormat;
        if (format is JpegFormat)
        {
            return (PixelType.UInt8, Sharp.MetadataExtensions.GetJpegMetadata(info.Metadata).ColorType == JpegEncodingColor.Luminance ? ColorType.Gray : ColorType.Rgb);
        }

        if (format?.Name == "TIFF" && info.FrameMetadataCollection.Count > 0)
        {
            Sharp.Formats.Tiff.TiffFrameMetadata frame = Sharp.MetadataExtensions.GetTiffMetadata(info.FrameMetadataCollection[0]);
            bool isGray = frame.PhotometricInterpretation is TiffPhotometricInterpretation.BlackIsZero or TiffPhotometricInterpretation.WhiteIsZero;
            int bits = info.PixelType.BitsPerPixel;
            return isGray && bits <= 16 ? (bits > 8 ? PixelType.UInt16 : PixelType.UInt8, ColorType.Gray)
                : bits switch { 24 => (PixelType.UInt8, ColorType.Rgb), 36 or 42 or 48 => (PixelType.UInt16, ColorType.Rgb), > 32 => (PixelType.UInt16, ColorType.Rgba), _ => (PixelType.UInt8, ColorType.Rgba) };
        }

        // GIF may always be transparent.
        return (PixelType.UInt8, file.StartsWith("RIFF"u8) && !HasOpacity(file) ? ColorType.Rgb : ColorType.Rgba);
    }

    // RFC 9649, 2.7.1 and 3.4: ImageSharp gives lossless files 32 bits in any case.
    private static bool HasOpacity(ReadOnlySpan<byte> file)
        => file.Length > 24 && ((file[12..].StartsWith("VP8X"u8) && (file[20] & 0x10) != 0) || (file[12..].StartsWith("VP8L"u8) && (file[24] & 0x10) != 0));
}
#endif
