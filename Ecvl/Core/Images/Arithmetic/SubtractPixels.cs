namespace DeepHealth.Ecvl;

/// <summary>Difference.</summary>
internal readonly struct SubtractPixels : IPixelOp
{
    public static string Name => "Subtract";

    public static double Of(double left, double right) => left - right;

    public static Int128 Of(Int128 left, Int128 right) => left - right;
}
