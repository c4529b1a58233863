namespace DeepHealth.Numerics.Tests;

/// <summary>The members of <see cref="IReal{T}"/> by name, so that one test covers them all.</summary>
internal static class LaneFunctions
{
    public static readonly string[] UnaryNames =
        ["exp", "expm1", "log", "log1p", "tanh", "erf", "sin", "cos", "abs", "sqrt", "round", "floor", "negate"];

    public static readonly string[] BinaryNames = ["+", "-", "*", "/", "max", "min", "pow", "positive", "nan", "fma"];

    public static T Unary<T>(string name, T x)
        where T : struct, IReal<T>
        => name switch
        {
            "exp" => T.Exp(x),
            "expm1" => T.Expm1(x),
            "log" => T.Log(x),
            "log1p" => T.Log1p(x),
            "tanh" => T.Tanh(x),
            "erf" => T.Erf(x),
            "sin" => T.Sin(x),
            "cos" => T.Cos(x),
            "abs" => T.Abs(x),
            "sqrt" => T.Sqrt(x),
            "round" => T.Round(x),
            "floor" => T.Floor(x),
            "negate" => -x,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown function."),
        };

    public static T Binary<T>(string name, T a, T b)
        where T : struct, IReal<T>
        => name switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "max" => T.MaxNative(a, b),
            "min" => T.MinNative(a, b),
            "pow" => T.Pow(a, b),
            "positive" => T.SelectPositive(a, b, T.Of(3)),
            "nan" => T.SelectNaN(a, T.Of(3), b),
            "fma" => T.Fma(a, b, a - T.Of(0.1f)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown function."),
        };
}
