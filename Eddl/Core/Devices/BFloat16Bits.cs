namespace DeepHealth.Eddl;

/// <summary>BFloat16 as raw bits: the upper half of a 32-bit float (8 exponent bits, 7 stored fraction bits).</summary>
internal static class BFloat16Bits
{
    /// <summary>The nearest BFloat16, ties to even; too large values give infinity, NaN stays NaN.</summary>
    public static ushort From(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            // Cutting a NaN whose fraction lies in the lower half only would give infinity: the quiet bit keeps it NaN.
            return (ushort)((bits >> 16) | 0x40);
        }

        // Half a unit of the last kept place, less one where that place is even: the carry then rounds ties to even.
        uint half = 0x7FFF + ((bits >> 16) & 1);
        return (ushort)((bits + half) >> 16);
    }

    /// <summary>The value, exactly.</summary>
    public static float ToSingle(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
