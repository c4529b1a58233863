namespace DeepHealth.Ecvl;

/// <summary>Decodes blocks that are WebP files; libtiff's registered scheme 50001. Needs the native library with libwebp.</summary>
internal sealed class TiffWebP(TiffFile file, TiffPage page) : TiffPictures(file, page)
{
    private const int WithOpacity = 4;

    /// <inheritdoc/>
    protected override unsafe CodedPixels Decode(int block, ReadOnlyMemory<byte> data, out bool isWholePage)
    {
        isWholePage = false;
        ImageSource source = new(File.Source.Name, data);
        long most = MostBytes(Page.BlockWidth, Page.BlockHeight);
        CodedPixels pixels = NativeCalls.Decode(source, WebPCodec.Name, most, &CodecLibrary.WebPInfo, &CodecLibrary.WebPDecode, out _);
        return pixels.Components == Page.BlockSamples ? pixels : WithSamples(pixels, Page.BlockSamples);
    }

    // WebP leaves out opacity where all is opaque, and a page may do without the opacity that is there.
    private static CodedPixels WithSamples(CodedPixels pixels, int count)
    {
        ReadOnlySpan<byte> from = pixels.Samples.Span;
        byte[] samples = GC.AllocateUninitializedArray<byte>(from.Length / pixels.Components * count);
        for (int i = 0; i < samples.Length / count; i++)
        {
            from.Slice(i * pixels.Components, 3).CopyTo(samples.AsSpan(i * count));
            if (count == WithOpacity)
            {
                samples[(i * count) + 3] = byte.MaxValue;
            }
        }

        return new CodedPixels(pixels.Width, pixels.Height, count, pixels.Bits, isSigned: false, samples);
    }
}
