namespace DeepHealth.Numerics;

/// <summary>The arithmetic of an element-wise op, written once: one body serves SIMD lanes, scalars, the double-precision reference,
/// dual numbers (derivatives) and device kernels.</summary>
/// <remarks><c>Scalar</c>, <c>Lanes8</c> and <c>Lanes16</c> give the same bits for the same input, so it does not
/// matter whether an element falls into a full vector or into the remainder.</remarks>
/// <typeparam name="T">The number type itself.</typeparam>
public interface IReal<T>
    where T : struct, IReal<T>
{
    /// <summary>A constant in every lane.</summary>
    static abstract T Of(float constant);

    /// <summary>Sum.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>Difference.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>Product.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>Quotient.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>Negation.</summary>
    static abstract T operator -(T value);

    /// <summary><c>a·b + c</c> with one rounding (doubles: as double arithmetic gives it).</summary>
    static abstract T Fma(T a, T b, T c);

    /// <summary>The larger; if either is NaN, the second operand, as the processor's instruction does.</summary>
    static abstract T MaxNative(T left, T right);

    /// <summary>The smaller; if either is NaN, the second operand, as the processor's instruction does.</summary>
    static abstract T MinNative(T left, T right);

    /// <summary>Magnitude.</summary>
    static abstract T Abs(T value);

    /// <summary>Square root; NaN for negative values.</summary>
    static abstract T Sqrt(T value);

    /// <summary>The nearest whole number, ties to even. Its derivative is taken as 0.</summary>
    static abstract T Round(T value);

    /// <summary>The largest whole number not above the value. Its derivative is taken as 0.</summary>
    static abstract T Floor(T value);

    /// <summary><paramref name="whenPositive"/> where <c>test &gt; 0</c>, else <paramref name="otherwise"/> (also where test is NaN).</summary>
    static abstract T SelectPositive(T test, T whenPositive, T otherwise);

    /// <summary><paramref name="whenNaN"/> where <paramref name="test"/> is NaN, else <paramref name="otherwise"/>.</summary>
    static abstract T SelectNaN(T test, T whenNaN, T otherwise);

    /// <summary><c>e^x</c>.</summary>
    static abstract T Exp(T value);

    /// <summary><c>e^x − 1</c>, accurate near 0.</summary>
    static abstract T Expm1(T value);

    /// <summary>Natural logarithm; −∞ at 0, NaN below.</summary>
    static abstract T Log(T value);

    /// <summary><c>ln(1 + x)</c>, accurate near 0.</summary>
    static abstract T Log1p(T value);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract T Tanh(T value);

    /// <summary>Error function.</summary>
    static abstract T Erf(T value);

    /// <summary>Sine of an angle in radians.</summary>
    static abstract T Sin(T value);

    /// <summary>Cosine of an angle in radians.</summary>
    static abstract T Cos(T value);

    /// <summary><c>x^y</c> for <c>x &gt;= 0</c>; NaN for negative x.</summary>
    static abstract T Pow(T value, T exponent);
}
