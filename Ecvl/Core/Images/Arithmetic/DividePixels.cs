using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Quotient. For integers x / 0 is beyond the range on the side of x, and 0 / 0 is 0.</summary>
internal readonly struct DividePixels : IPixelOp
{
    public static string Name => "Divide";

    // The quotient of two 32-bit integers that is not a tie differs from a tie by at least 2^-33, so rounding it to double first
    // cannot move it onto one.
    public static double Of(double left, double right) => left / right;

    public static Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right) => left / right;

    public static Int128 Of(Int128 left, Int128 right)
    {
        if (right == 0)
        {
            return left == 0 ? 0 : left > 0 ? Int128.MaxValue : Int128.MinValue;
        }

        (Int128 quotient, Int128 remainder) = Int128.DivRem(left, right);
        Int128 twice = Int128.Abs(remainder) * 2;
        Int128 divisor = Int128.Abs(right);
        bool away = twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient));
        return !away ? quotient : left < 0 == right < 0 ? quotient + 1 : quotient - 1;
    }
}
