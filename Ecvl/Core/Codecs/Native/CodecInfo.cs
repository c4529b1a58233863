using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>What a header says: <c>dh_codec_info</c> of the codec shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CodecInfo
{
    public int Width;
    public int Height;
    public int Components;
    public int Bits;
    public int IsSigned;

    /// <summary>JPEG-LS: largest error; JPEG 2000: 1 with the reversible transform; WebP: 1 animated; JPEG: 0 gray, 1 colour, 2 CMYK.</summary>
    public int Detail;

    /// <summary>Describes samples for an encoder.</summary>
    public CodecInfo(CodedPixels pixels, int detail)
    {
        Width = pixels.Width;
        Height = pixels.Height;
        Components = pixels.Components;
        Bits = pixels.Bits;
        IsSigned = pixels.IsSigned ? 1 : 0;
        Detail = detail;
    }

    /// <summary>Bytes of one sample.</summary>
    public readonly int BytesPerSample => Bits <= 8 ? 1 : Bits <= 16 ? 2 : 4;
}
