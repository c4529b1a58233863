namespace DeepHealth.Numerics;

/// <summary>A number with its derivative: computing with duals gives the exact derivative of what is computed.</summary>
/// <remarks>Forward-mode differentiation (Wengert, "A simple automatic derivative evaluation program", 1964). Selections, maxima and
/// minima take value and derivative of the chosen branch; <see cref="Round"/> and <see cref="Floor"/> have derivative 0, and
/// <see cref="Abs"/> has derivative 0 at 0.</remarks>
/// <param name="value">The number.</param>
/// <param name="derivative">Its derivative by the variable of interest: 1 for that variable itself, 0 for a constant.</param>
public readonly struct Dual(double value, double derivative = 0) : IReal<Dual>
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <summary>Its derivative.</summary>
    public double Derivative { get; } = derivative;

    /// <inheritdoc/>
    public static Dual Of(float constant) => new(constant);

    /// <inheritdoc/>
    public static Dual operator +(Dual left, Dual right) => new(left.Value + right.Value, left.Derivative + right.Derivative);

    /// <inheritdoc/>
    public static Dual operator -(Dual left, Dual right) => new(left.Value - right.Value, left.Derivative - right.Derivative);

    /// <inheritdoc/>
    public static Dual operator *(Dual left, Dual right)
        => new(left.Value * right.Value, (left.Derivative * right.Value) + (left.Value * right.Derivative));

    /// <inheritdoc/>
    public static Dual operator /(Dual left, Dual right)
    {
        double quotient = left.Value / right.Value;
        return new(quotient, (left.Derivative - (quotient * right.Derivative)) / right.Value);
    }

    /// <inheritdoc/>
    public static Dual operator -(Dual value) => new(-value.Value, -value.Derivative);

    /// <inheritdoc/>
    public static Dual Fma(Dual a, Dual b, Dual c) => (a * b) + c;

    /// <inheritdoc/>
    public static Dual MaxNative(Dual left, Dual right) => left.Value > right.Value ? left : right;

    /// <inheritdoc/>
    public static Dual MinNative(Dual left, Dual right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    public static Dual Abs(Dual value)
        => new(Math.Abs(value.Value), value.Value > 0 ? value.Derivative : value.Value < 0 ? -value.Derivative : 0);

    /// <inheritdoc/>
    public static Dual Sqrt(Dual value)
    {
        double root = Math.Sqrt(value.Value);
        return Chain(root, 0.5 / root, value);
    }

    /// <inheritdoc/>
    public static Dual Round(Dual value) => new(Math.Round(value.Value));

    /// <inheritdoc/>
    public static Dual Floor(Dual value) => new(Math.Floor(value.Value));

    /// <inheritdoc/>
    public static Dual SelectPositive(Dual test, Dual whenPositive, Dual otherwise) => test.Value > 0 ? whenPositive : otherwise;

    /// <inheritdoc/>
    public static Dual SelectNaN(Dual test, Dual whenNaN, Dual otherwise) => double.IsNaN(test.Value) ? whenNaN : otherwise;

    /// <inheritdoc/>
    public static Dual Exp(Dual value)
    {
        double power = Math.Exp(value.Value);
        return Chain(power, power, value);
    }

    /// <inheritdoc/>
    public static Dual Expm1(Dual value) => Chain(DoubleMath.Expm1(value.Value), Math.Exp(value.Value), value);

    /// <inheritdoc/>
    public static Dual Log(Dual value) => Chain(Math.Log(value.Value), 1 / value.Value, value);

    /// <inheritdoc/>
    public static Dual Log1p(Dual value) => Chain(DoubleMath.Log1p(value.Value), 1 / (1 + value.Value), value);

    /// <inheritdoc/>
    public static Dual Tanh(Dual value)
    {
        double tangent = Math.Tanh(value.Value);
        return Chain(tangent, (1 - tangent) * (1 + tangent), value);
    }

    /// <inheritdoc/>
    public static Dual Erf(Dual value)
        => Chain(DoubleMath.Erf(value.Value), TwoOverSqrtPi * Math.Exp(-value.Value * value.Value), value);

    /// <inheritdoc/>
    public static Dual Sin(Dual value) => Chain(Math.Sin(value.Value), Math.Cos(value.Value), value);

    /// <inheritdoc/>
    public static Dual Cos(Dual value) => Chain(Math.Cos(value.Value), -Math.Sin(value.Value), value);

    /// <inheritdoc/>
    public static Dual Pow(Dual value, Dual exponent)
    {
        double power = DoubleMath.Pow(value.Value, exponent.Value);
        double derivative = 0;

        // A constant base or exponent contributes nothing, even where the other factor is infinite.
        if (value.Derivative != 0 && exponent.Value != 0)
        {
            derivative = exponent.Value * DoubleMath.Pow(value.Value, exponent.Value - 1) * value.Derivative;
        }

        if (exponent.Derivative != 0 && power != 0)
        {
            derivative += power * Math.Log(value.Value) * exponent.Derivative;
        }

        return new(power, derivative);
    }

    private static Dual Chain(double value, double slope, Dual inner) => new(value, inner.Derivative == 0 ? 0 : slope * inner.Derivative);
}
