namespace DeepHealth.Eddl.Tests;

/// <summary>How far a single-precision result may lie from the double-precision one: <c>relative · |expected| + absolute</c>.</summary>
/// <param name="Relative">Share of the expected value.</param>
/// <param name="Absolute">For values that are small differences of larger ones; otherwise only underflow.</param>
public readonly record struct Tolerance(double Relative, double Absolute = Tolerance.Underflow)
{
    /// <summary>A few steps of the denormal single-precision numbers.</summary>
    public const double Underflow = 1e-44;

    /// <summary>The result in single precision, rounded once or twice.</summary>
    public static Tolerance Rounding { get; } = new(1.5e-7);

    /// <summary>Message for a value outside the tolerance, null for one inside. NaN and infinities must be met exactly.</summary>
    public string? Check(string what, double expected, double actual)
    {
        bool inside = double.IsFinite(expected) && Math.Abs(expected) < float.MaxValue
            ? Math.Abs(actual - expected) <= (Relative * Math.Abs(expected)) + Absolute
            : ((float)expected).Equals((float)actual);
        return inside ? null : $"{what}: expected {expected:R}, but was {actual:R}";
    }
}
