namespace DeepHealth.Eddl.Tests;

/// <summary>Bitwise comparison of single-precision results.</summary>
public static class SameBits
{
    /// <summary>Whether two results have the same bits, the sign of zero included; all NaN count as equal.</summary>
    public static bool Equal(float left, float right)
        => BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));
}
