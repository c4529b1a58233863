namespace DeepHealth.Eddl;

/// <summary>Checks the coefficients of optimizer steps.</summary>
internal static class Coefficient
{
    /// <summary>The value, if it is finite and at least 0.</summary>
    public static double NotNegative(string step, double value, string name)
        => double.IsFinite(value) && value >= 0.0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{step}: {name} is {value}, but must be finite and at least 0.");

    /// <summary>The value, if it is finite and above 0 in single precision.</summary>
    public static double Positive(string step, double value, string name)
        => double.IsFinite(value) && (float)value > 0f
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{step}: {name} is {value}, but must be finite and above 0 (in single precision).");

    /// <summary>The value, if it is at least 0 and below 1.</summary>
    public static double Fraction(string step, double value, string name)
        => value is >= 0.0 and < 1.0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{step}: {name} is {value}, but must be in [0, 1).");

    /// <summary>The step number, if it is at least 1.</summary>
    public static long StepNumber(string step, long value, string name)
        => value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{step}: {name} is {value}, but steps count from 1.");
}
