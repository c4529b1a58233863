using System.Buffers;

namespace DeepHealth.Ecvl;

/// <summary>Decodes JPEG streams: sequential (baseline, extended) and progressive frames, Huffman- or arithmetic-coded, and Huffman-coded lossless ones; ITU-T T.81.</summary>
/// <remarks>Samples have 8 or 12 bits, in lossless frames 2 to 16. Results of 8 bits equal those of libjpeg's accurate transform and triangle upsampling.
/// Damage within a lossy scan is passed over as libjpeg does: bad codes count as zero, and restart markers are found again. Data that ends too early,
/// damage in a lossless scan, arithmetic-coded lossless and hierarchical frames are refused.</remarks>
public static class JpegDecoder
{
    /// <summary>Decodes one image.</summary>
    /// <param name="data">The stream, from the marker FFD8; what follows the image does not matter.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="convertColor">Whether YCbCr becomes RGB, and four components, YCCK or inverted, become amounts of the inks CMYK, by what the JFIF and Adobe
    /// segments and the names of the components say; otherwise components come as they are stored.</param>
    /// <param name="maximumBytes">Most bytes of pixels, and with them of the coefficients that several scans need.</param>
    /// <returns>Unsigned samples of all components, upsampled to the whole size.</returns>
    /// <exception cref="ImageFileException">The stream is damaged, cut short, larger than allowed, or of a process that is not supported.</exception>
    public static CodedPixels Decode(ReadOnlyMemory<byte> data, string name, bool convertColor, long maximumBytes)
    {
        JpegFile file = new(new ImageSource(name, data), maximumBytes, allowDamaged: false);
        JpegFrame frame = ReadFrame(file);
        byte[] samples = GC.AllocateUninitializedArray<byte>(frame.Width * frame.Height * frame.Components.Length * (frame.Bits <= 8 ? 1 : 2));
        DecodeTo(file, frame, convertColor, samples);
        return new CodedPixels(frame.Width, frame.Height, frame.Components.Length, frame.Bits, isSigned: false, samples);
    }

    /// <summary>Reads up to the frame header and checks what its image needs.</summary>
    internal static JpegFrame ReadFrame(JpegFile file)
    {
        JpegFrame frame = file.ReadFrame();
        JpegMemory.CheckFrame(file, frame);
        return frame;
    }

    /// <summary>Decodes the scans behind a frame header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frame">Its frame.</param>
    /// <param name="convertColor">Whether colours are converted.</param>
    /// <param name="samples">Exactly the bytes of all samples.</param>
    internal static unsafe void DecodeTo(JpegFile file, JpegFrame frame, bool convertColor, Span<byte> samples)
    {
        JpegColor color = convertColor ? JpegColors.Of(frame, file.Application) : JpegColor.Raw;
        using MemoryHandle handle = file.Source.Data.Pin();
        byte* data = (byte*)handle.Pointer;
        fixed (byte* destination = samples)
        {
            switch (frame.IsLossless, frame.Bits <= 8)
            {
                case (false, true):
                    new JpegLossyDecoder<byte>(file, frame, data).Run(color, destination);
                    break;
                case (false, false):
                    new JpegLossyDecoder<ushort>(file, frame, data).Run(color, (ushort*)destination);
                    break;
                case (true, true):
                    new JpegLosslessDecoder<byte>(file, frame, data).Run(destination);
                    break;
                default:
                    new JpegLosslessDecoder<ushort>(file, frame, data).Run((ushort*)destination);
                    break;
            }
        }
    }
}
