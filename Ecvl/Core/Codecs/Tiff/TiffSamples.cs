using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Turns lanes of packed numbers into samples of the page's pixel type.</summary>
/// <remarks>Unsigned samples of fewer than 8 bits are stretched to 0 … 255, as for the other formats; longer ones keep their values. Where 0 is white,
/// unsigned samples are inverted within their bits. 16 and 24-bit floating point becomes single precision.</remarks>
internal sealed class TiffSamples
{
    private readonly TiffFile _file;
    private readonly TiffPage _page;
    private readonly byte[] _stretched;
    private readonly byte[] _palette;

    public TiffSamples(TiffFile file, TiffPage page)
    {
        _file = file;
        _page = page;
        _palette = page.Photometric == TiffPage.Palette ? ReadPalette() : [];
        IsInverted = page.Photometric == TiffPage.WhiteIsZero && page.Format == 1;
        int most = page.Bits < 8 ? (1 << page.Bits) - 1 : 0;
        _stretched = new byte[page.Format == 1 ? most + 1 : 0];
        for (int value = 0; value < _stretched.Length && most > 0; value++)
        {
            int shown = IsInverted ? most - value : value;
            _stretched[value] = (byte)(((shown * 255) + (most / 2)) / most);
        }
    }

    private bool IsInverted { get; }

    /// <summary>Samples that one lane becomes: 3 for a palette.</summary>
    public int PerLane => _palette.Length > 0 ? 3 : 1;

    /// <summary>Converts lanes.</summary>
    /// <param name="lanes">Whole numbers without sign extension; may be changed.</param>
    /// <param name="result">Samples of the pixel type.</param>
    public void Convert(Span<byte> lanes, Span<byte> result)
    {
        if (_palette.Length > 0)
        {
            Look(lanes, result);
        }
        else if (_page.Format == 3 && _page.Bits is 16 or 24)
        {
            Widen(lanes, MemoryMarshal.Cast<byte, float>(result));
        }
        else if (_page.Format == 1 && _page.Bits < 8)
        {
            for (int i = 0; i < lanes.Length; i++)
            {
                result[i] = _stretched[lanes[i]];
            }
        }
        else
        {
            Refine(lanes);
            lanes.CopyTo(result);
        }
    }

    private void Refine(Span<byte> lanes)
    {
        int laneBits = 8 * TiffLanes.BytesFor(_page.Bits);
        if (_page.Format == 2 && _page.Bits < laneBits)
        {
            switch (laneBits)
            {
                case 8: Extend(MemoryMarshal.Cast<byte, sbyte>(lanes), laneBits - _page.Bits); break;
                case 16: Extend(MemoryMarshal.Cast<byte, short>(lanes), laneBits - _page.Bits); break;
                default: Extend(MemoryMarshal.Cast<byte, int>(lanes), laneBits - _page.Bits); break;
            }
        }
        else if (IsInverted)
        {
            switch (laneBits)
            {
                case 8: Invert(lanes, byte.MaxValue); break;
                case 16: Invert(MemoryMarshal.Cast<byte, ushort>(lanes), (ushort)(ushort.MaxValue >> (16 - _page.Bits))); break;
                case 32: Invert(MemoryMarshal.Cast<byte, uint>(lanes), uint.MaxValue >> (32 - _page.Bits)); break;
                default: Invert(MemoryMarshal.Cast<byte, ulong>(lanes), ulong.MaxValue); break;
            }
        }
    }

    private static void Extend<T>(Span<T> lanes, int shift)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = (lanes[i] << shift) >> shift;
        }
    }

    private static void Invert<T>(Span<T> lanes, T most)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = most - lanes[i];
        }
    }

    private void Widen(Span<byte> lanes, Span<float> result)
    {
        if (_page.Bits == 16)
        {
            ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(lanes);
            for (int i = 0; i < halves.Length; i++)
            {
                result[i] = (float)halves[i];
            }

            return;
        }

        // Sign, 7 bits of exponent about 63, 16 of fraction; Adobe's Technical Note 3.
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(lanes);
        for (int i = 0; i < words.Length; i++)
        {
            uint sign = words[i] >> 23;
            int exponent = (int)(words[i] >> 16) & 127;
            uint fraction = words[i] & 0xFFFF;
            result[i] = exponent switch
            {
                0 => (sign == 0 ? 1 : -1) * fraction * MathF.ScaleB(1, -62 - 16),
                127 => BitConverter.UInt32BitsToSingle((sign << 31) | 0x7F800000 | (fraction << 7)),
                _ => BitConverter.UInt32BitsToSingle((sign << 31) | ((uint)(exponent + 64) << 23) | (fraction << 7)),
            };
        }
    }

    private void Look(Span<byte> lanes, Span<byte> result)
    {
        ReadOnlySpan<ushort> wide = _page.Bits > 8 ? MemoryMarshal.Cast<byte, ushort>(lanes) : [];
        int count = _page.Bits > 8 ? wide.Length : lanes.Length;
        for (int i = 0; i < count; i++)
        {
            int entry = _page.Bits > 8 ? wide[i] : lanes[i];
            _palette.AsSpan(3 * entry, 3).CopyTo(result[(3 * i)..]);
        }
    }

    // The field holds all reds, then all greens, then all blues, of 16 bits each.
    private byte[] ReadPalette()
    {
        long[] values = _page.Directory.Integers(TiffTag.ColorMap);
        int entries = 1 << _page.Bits;
        if (values.Length < 3 * entries)
        {
            throw _file.Fault($"the field ColorMap (320) has {values.Length} values, {_page.Bits} bits per pixel need {3 * entries}.");
        }

        // Some writers store 8 bits in the 16.
        bool narrow = !Array.Exists(values, value => value > byte.MaxValue);
        byte[] palette = new byte[3 * entries];
        for (int entry = 0; entry < entries; entry++)
        {
            for (int color = 0; color < 3; color++)
            {
                long value = values[(color * entries) + entry];
                palette[(3 * entry) + color] = (byte)(narrow ? value : value >> 8);
            }
        }

        return palette;
    }
}
