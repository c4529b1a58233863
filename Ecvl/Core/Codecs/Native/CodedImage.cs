using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Between samples of a compressed picture and images.</summary>
internal static class CodedImage
{
    /// <summary>Makes an image of the samples.</summary>
    /// <param name="pixels">Values stay as they are; fewer bits than those of the pixel type become metadata.</param>
    /// <param name="color">What the components mean.</param>
    public static Image ToImage(CodedPixels pixels, ColorType color)
    {
        int[] sizes = [pixels.Components, pixels.Width, pixels.Height];
        Image image = pixels.BytesPerSample switch
        {
            1 => pixels.IsSigned ? Copy<sbyte>(pixels, sizes, color) : Copy<byte>(pixels, sizes, color),
            2 => pixels.IsSigned ? Copy<short>(pixels, sizes, color) : Copy<ushort>(pixels, sizes, color),
            _ => pixels.IsSigned ? Copy<int>(pixels, sizes, color) : Copy<uint>(pixels, sizes, color),
        };
        if (pixels.Bits != pixels.BytesPerSample * 8)
        {
            image.Metadata.Set(ImageMetadata.BitsPerSample, (long)pixels.Bits);
        }

        return image;
    }

    /// <summary>The samples of an image for an encoder.</summary>
    /// <param name="image">Gapless <c>cxy</c>, as <see cref="RasterImage.Interleaved"/> gives it.</param>
    public static CodedPixels FromImage(Image image)
    {
        int bytes = image.PixelType.ByteCount();
        bool isSigned = image.PixelType is PixelType.Int8 or PixelType.Int16 or PixelType.Int32;
        byte[] samples = isSigned
            ? bytes switch { 1 => Bytes<sbyte>(image), 2 => Bytes<short>(image), _ => Bytes<int>(image) }
            : bytes switch { 1 => Bytes<byte>(image), 2 => Bytes<ushort>(image), _ => Bytes<uint>(image) };
        CodedPixels whole = new(image.Width, image.Height, image.ChannelCount, bytes * 8, isSigned, samples);

        // The bits of the file that the image came from hold only as long as nobody has changed the samples.
        return image.Metadata.TryGet(ImageMetadata.BitsPerSample, out long stated) && stated >= 1 && stated < bytes * 8 && FirstOutside(whole, (int)stated) < 0
            ? Pack(whole, (int)stated)
            : whole;
    }

    /// <summary>Index of the first sample that some bits cannot hold; -1 where there is none.</summary>
    public static int FirstOutside(CodedPixels pixels, int bits)
        => pixels.IsSigned ? FirstBeyond(pixels, -(1L << (bits - 1)), (1L << (bits - 1)) - 1) : FirstBeyond(pixels, 0, (1L << bits) - 1);

    /// <summary>Index of the first sample outside a range; -1 where there is none.</summary>
    public static int FirstBeyond(CodedPixels pixels, long least, long most) => (pixels.BytesPerSample, pixels.IsSigned) switch
    {
        (1, true) => FirstBeyond<sbyte>(pixels, least, most),
        (1, false) => FirstBeyond<byte>(pixels, least, most),
        (2, true) => FirstBeyond<short>(pixels, least, most),
        (2, false) => FirstBeyond<ushort>(pixels, least, most),
        (_, true) => FirstBeyond<int>(pixels, least, most),
        _ => FirstBeyond<uint>(pixels, least, most),
    };

    private static int FirstBeyond<T>(CodedPixels pixels, long least, long most)
        where T : unmanaged, INumber<T>
    {
        T low = T.CreateSaturating(least);
        T high = T.CreateSaturating(most);
        return MemoryMarshal.Cast<byte, T>(pixels.Samples.Span).IndexOfAnyExceptInRange(low, high);
    }

    // The same values with fewer bits, perhaps in fewer bytes each: little endian, so the low bytes come first.
    private static CodedPixels Pack(CodedPixels whole, int bits)
    {
        int bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
        ReadOnlySpan<byte> from = whole.Samples.Span;
        byte[] samples = new byte[from.Length / whole.BytesPerSample * bytes];
        for (int sample = 0; sample < samples.Length / bytes; sample++)
        {
            from.Slice(sample * whole.BytesPerSample, bytes).CopyTo(samples.AsSpan(sample * bytes));
        }

        return new CodedPixels(whole.Width, whole.Height, whole.Components, bits, whole.IsSigned, samples);
    }

    private static Image Copy<T>(CodedPixels pixels, int[] sizes, ColorType color)
        where T : unmanaged
    {
        Image image = new("cxy", sizes, PixelTypes.Of<T>(), color);
        pixels.Samples.Span.CopyTo(MemoryMarshal.AsBytes(image.AsSpan<T>()));
        return image;
    }

    private static byte[] Bytes<T>(Image image)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(image.AsSpan<T>()).ToArray();
        GC.KeepAlive(image);
        return bytes;
    }
}
