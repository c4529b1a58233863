using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Difference.</summary>
internal readonly struct SubtractPixels : IPixelOp
{
    public static string Name => "Subtract";

    public static double Of(double left, double right) => left - right;

    public static Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right) => left - right;

    public static Int128 Of(Int128 left, Int128 right) => left - right;
}
