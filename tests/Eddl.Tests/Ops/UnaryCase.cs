using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>What the tests need to know about a unary op: one row of the op table.</summary>
public abstract class UnaryCase
{
    /// <summary>Op name, with its parameters where one op has several rows; also the key of the golden values.</summary>
    public required string Name { get; init; }

    /// <summary>Range that the comparison of single with double precision covers.</summary>
    public (double Low, double High) Domain { get; init; } = (-30, 30);

    /// <summary>Points away from kinks, where the derivative exists.</summary>
    public double[] Smooth { get; init; } = [-21.5, -4.4, -2.9, -1.3, -0.51, -0.02, 0.003, 0.37, 0.77, 1.21, 2.6, 3.9, 17.25];

    /// <summary>Documented behaviour at kinks, zeros, infinities and NaN: input, result, derivative.</summary>
    public required (double X, double Y, double Slope)[] Edges { get; init; }

    /// <summary>Tolerance of the single-precision result.</summary>
    public Tolerance Forward { get; init; } = Tolerance.Rounding;

    /// <summary>Tolerance of the single-precision derivative.</summary>
    public Tolerance Backward { get; init; } = Tolerance.Rounding;

    /// <summary>Type of the op.</summary>
    public abstract Type Op { get; }

    /// <summary>Result and derivative by the op's own Backward, in double precision.</summary>
    public abstract (double Y, double Slope) Reference(double x, double dy = 1);

    /// <summary>Whether the op says that its derivative needs the result alone.</summary>
    public abstract bool IsGradientFromOutput { get; }

    /// <summary>The derivative with the result in place of the input.</summary>
    public abstract float SlopeFromOutput(float x);

    /// <summary>Exact derivative of Forward.</summary>
    public abstract double DualDerivative(double x);

    /// <summary>Result and derivative in single precision, as every number type of the CPU gives them.</summary>
    public abstract IEnumerable<(string Number, float Y, float Slope)> Single(float x);

    public override string ToString() => Name;
}

/// <inheritdoc/>
/// <param name="op">The op with its parameters.</param>
public sealed class UnaryCase<TOp>(TOp op) : UnaryCase
    where TOp : struct, IUnaryOp
{
    public override Type Op => typeof(TOp);

    public override (double Y, double Slope) Reference(double x, double dy = 1)
    {
        (Scalar64 y, Scalar64 slope) = Apply(new Scalar64(x), new Scalar64(dy));
        return (y.Value, slope.Value);
    }

    public override bool IsGradientFromOutput => TOp.GradientFromOutput;

    public override float SlopeFromOutput(float x)
    {
        Scalar y = op.Forward(new Scalar(x));
        return op.Backward(y, y, Scalar.Of(1)).Value;
    }

    public override double DualDerivative(double x) => op.Forward(new Dual(x, 1)).Derivative;

    public override IEnumerable<(string Number, float Y, float Slope)> Single(float x)
    {
        (Scalar y1, Scalar slope1) = Apply(Scalar.Of(x), Scalar.Of(1));
        yield return ("Scalar", y1.Value, slope1.Value);
        (Lanes8 y8, Lanes8 slope8) = Apply(Lanes8.Of(x), Lanes8.Of(1));
        yield return ("Lanes8", y8.Value[5], slope8.Value[5]);
        (Lanes16 y16, Lanes16 slope16) = Apply(Lanes16.Of(x), Lanes16.Of(1));
        yield return ("Lanes16", y16.Value[13], slope16.Value[13]);
    }

    private (T Y, T Slope) Apply<T>(T x, T dy)
        where T : struct, IReal<T>
    {
        T y = op.Forward(x);
        return (y, op.Backward(x, y, dy));
    }
}
