using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>One double: the reference against which float results are judged.</summary>
/// <param name="value">The number.</param>
public readonly struct Scalar64(double value) : IReal<Scalar64>
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Of(float constant) => new(constant);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator +(Scalar64 left, Scalar64 right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(Scalar64 left, Scalar64 right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator *(Scalar64 left, Scalar64 right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator /(Scalar64 left, Scalar64 right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(Scalar64 value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Fma(Scalar64 a, Scalar64 b, Scalar64 c) => new((a.Value * b.Value) + c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 MaxNative(Scalar64 left, Scalar64 right) => left.Value > right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 MinNative(Scalar64 left, Scalar64 right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Abs(Scalar64 value) => new(Math.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Sqrt(Scalar64 value) => new(Math.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Round(Scalar64 value) => new(Math.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Floor(Scalar64 value) => new(Math.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 SelectPositive(Scalar64 test, Scalar64 whenPositive, Scalar64 otherwise)
        => test.Value > 0 ? whenPositive : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 SelectNaN(Scalar64 test, Scalar64 whenNaN, Scalar64 otherwise)
        => double.IsNaN(test.Value) ? whenNaN : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Exp(Scalar64 value) => new(Math.Exp(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Log(Scalar64 value) => new(Math.Log(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Tanh(Scalar64 value) => new(Math.Tanh(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Sin(Scalar64 value) => new(Math.Sin(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Cos(Scalar64 value) => new(Math.Cos(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Expm1(Scalar64 value) => new(DoubleMath.Expm1(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Log1p(Scalar64 value) => new(DoubleMath.Log1p(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Erf(Scalar64 value) => new(DoubleMath.Erf(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Pow(Scalar64 value, Scalar64 exponent) => new(DoubleMath.Pow(value.Value, exponent.Value));
}
