using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>What the tests need to know about a binary op: one row of the op table.</summary>
public abstract class BinaryCase
{
    /// <summary>Op name, with its parameters where one op has several rows; also the key of the golden values.</summary>
    public required string Name { get; init; }

    /// <summary>Range of the left operand in the comparison of single with double precision.</summary>
    public (double Low, double High) Left { get; init; } = (-30, 30);

    /// <summary>Range of the right operand.</summary>
    public (double Low, double High) Right { get; init; } = (-30, 30);

    /// <summary>Points away from kinks, where both derivatives exist.</summary>
    public (double A, double B)[] Smooth { get; init; }
        = [(-21.5, 3.2), (-4.4, -4.5), (-1.3, -0.7), (-0.02, 2.2), (0.003, 0.1), (0.37, -8.8), (2.6, 1.9), (17.25, 17.75)];

    /// <summary>Documented behaviour at ties, zeros, infinities and NaN: operands, result, both derivatives.</summary>
    public required (double A, double B, double Y, double SlopeLeft, double SlopeRight)[] Edges { get; init; }

    /// <summary>Tolerance of the single-precision result.</summary>
    public Tolerance Forward { get; init; } = Tolerance.Rounding;

    /// <summary>Tolerance of the single-precision derivatives.</summary>
    public Tolerance Backward { get; init; } = Tolerance.Rounding;

    /// <summary>Type of the op.</summary>
    public abstract Type Op { get; }

    /// <summary>Result and derivatives by the op's own backward methods, in double precision.</summary>
    public abstract (double Y, double SlopeLeft, double SlopeRight) Reference(double a, double b, double dy = 1);

    /// <summary>Exact derivatives of Forward.</summary>
    public abstract (double Left, double Right) DualDerivatives(double a, double b);

    /// <summary>Result and derivatives in single precision, as every number type of the CPU gives them.</summary>
    public abstract IEnumerable<(string Number, float Y, float SlopeLeft, float SlopeRight)> Single(float a, float b);

    public override string ToString() => Name;
}

/// <inheritdoc/>
/// <param name="op">The op with its parameters.</param>
public sealed class BinaryCase<TOp>(TOp op) : BinaryCase
    where TOp : struct, IBinaryOp
{
    public override Type Op => typeof(TOp);

    public override (double Y, double SlopeLeft, double SlopeRight) Reference(double a, double b, double dy = 1)
    {
        (Scalar64 y, Scalar64 left, Scalar64 right) = Apply(new Scalar64(a), new Scalar64(b), new Scalar64(dy));
        return (y.Value, left.Value, right.Value);
    }

    public override (double Left, double Right) DualDerivatives(double a, double b)
        => (op.Forward(new Dual(a, 1), new Dual(b)).Derivative, op.Forward(new Dual(a), new Dual(b, 1)).Derivative);

    public override IEnumerable<(string Number, float Y, float SlopeLeft, float SlopeRight)> Single(float a, float b)
    {
        (Scalar y1, Scalar left1, Scalar right1) = Apply(Scalar.Of(a), Scalar.Of(b), Scalar.Of(1));
        yield return ("Scalar", y1.Value, left1.Value, right1.Value);
        (Lanes8 y8, Lanes8 left8, Lanes8 right8) = Apply(Lanes8.Of(a), Lanes8.Of(b), Lanes8.Of(1));
        yield return ("Lanes8", y8.Value[5], left8.Value[5], right8.Value[5]);
        (Lanes16 y16, Lanes16 left16, Lanes16 right16) = Apply(Lanes16.Of(a), Lanes16.Of(b), Lanes16.Of(1));
        yield return ("Lanes16", y16.Value[13], left16.Value[13], right16.Value[13]);
    }

    private (T Y, T Left, T Right) Apply<T>(T a, T b, T dy)
        where T : struct, IReal<T>
    {
        T y = op.Forward(a, b);
        return (y, op.BackwardLeft(a, b, y, dy), op.BackwardRight(a, b, y, dy));
    }
}
