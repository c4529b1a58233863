using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The compressions of frames by transfer syntax.</summary>
public static class DicomCodecs
{
    private const long Margin = 1 << 20;

    private static readonly FrozenDictionary<string, IDicomCodec> s_codecs = new Dictionary<string, IDicomCodec>
    {
        [DicomTransferSyntax.RleLossless.Uid] = new DicomRleCodec(),
        // Baseline, extended, and the retired spectral selection and full progression.
        ["1.2.840.10008.1.2.4.50"] = new DicomJpegCodec(isLossless: false),
        ["1.2.840.10008.1.2.4.51"] = new DicomJpegCodec(isLossless: false),
        ["1.2.840.10008.1.2.4.53"] = new DicomJpegCodec(isLossless: false),
        ["1.2.840.10008.1.2.4.55"] = new DicomJpegCodec(isLossless: false),
        ["1.2.840.10008.1.2.4.57"] = new DicomJpegCodec(isLossless: true),
        ["1.2.840.10008.1.2.4.70"] = new DicomJpegCodec(isLossless: true, isFirstOrder: true),
        ["1.2.840.10008.1.2.4.80"] = new DicomJpegLsCodec(isLossless: true),
        ["1.2.840.10008.1.2.4.81"] = new DicomJpegLsCodec(isLossless: false),
        ["1.2.840.10008.1.2.4.90"] = new DicomJpeg2000Codec(isLossless: true),
        ["1.2.840.10008.1.2.4.91"] = new DicomJpeg2000Codec(isLossless: false),
    }.ToFrozenDictionary();

    /// <summary>Transfer syntaxes whose frames can be decoded.</summary>
    public static IReadOnlyCollection<string> Syntaxes => s_codecs.Keys;

    /// <summary>The compression of a transfer syntax; null where there is none.</summary>
    /// <param name="uid">Transfer Syntax UID (0002,0010).</param>
    public static IDicomCodec? Find(string uid) => s_codecs.GetValueOrDefault(uid);

    /// <summary>Most bytes that a decoder may take for a frame: cells of 32 bits and coefficients beside them.</summary>
    internal static long MostBytes(DicomPixelFormat format) => (format.ValuesPerFrame * 8) + Margin;

    /// <summary>The two's complement bits of samples as numbers without sign, for streams that know none.</summary>
    internal static CodedPixels WithoutSign(CodedPixels pixels)
    {
        if (!pixels.IsSigned)
        {
            return pixels;
        }

        byte[] samples = pixels.Samples.ToArray();
        int unused = (pixels.BytesPerSample * 8) - pixels.Bits;
        switch (pixels.BytesPerSample)
        {
            case 1:
                DicomCells.Align(samples.AsSpan(), unused, unused);
                break;
            case 2:
                DicomCells.Align(MemoryMarshal.Cast<byte, ushort>(samples.AsSpan()), unused, unused);
                break;
            default:
                DicomCells.Align(MemoryMarshal.Cast<byte, uint>(samples.AsSpan()), unused, unused);
                break;
        }

        return new CodedPixels(pixels.Width, pixels.Height, pixels.Components, pixels.Bits, false, samples);
    }
}
