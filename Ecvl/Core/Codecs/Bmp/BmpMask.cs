using System.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>The bits of a pixel that hold one channel.</summary>
internal readonly struct BmpMask(uint bits)
{
    private readonly int _shift = bits == 0 ? 0 : BitOperations.TrailingZeroCount(bits);

    public uint Bits { get; } = bits;

    /// <summary>Whether the bits are neighbours, or there are none.</summary>
    public bool IsGapless => ((Bits >> _shift) & ((Bits >> _shift) + 1)) == 0;

    /// <summary>The channel stretched to 0 … 255, rounded; 0 where the mask is empty.</summary>
    public byte Of(uint pixel)
    {
        if (Bits == 0)
        {
            return 0;
        }

        ulong most = Bits >> _shift;
        ulong value = (pixel & Bits) >> _shift;
        return most == 255 ? (byte)value : (byte)(((value * 255) + (most / 2)) / most);
    }
}
