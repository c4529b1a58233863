using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Product.</summary>
internal readonly struct MultiplyPixels : IPixelOp
{
    public static string Name => "Multiply";

    public static double Of(double left, double right) => left * right;

    public static Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right) => left * right;

    public static Int128 Of(Int128 left, Int128 right)
    {
        // Both factors are below 2^64 in magnitude, so the product of the magnitudes fits 128 bit without a sign.
        UInt128 magnitude = (UInt128)Int128.Abs(left) * (UInt128)Int128.Abs(right);
        Int128 bounded = magnitude > (UInt128)Int128.MaxValue ? Int128.MaxValue : (Int128)magnitude;
        return left < 0 == right < 0 ? bounded : -bounded;
    }
}
