using System.Diagnostics.CodeAnalysis;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Map and Zip are the named forms.")]
public sealed partial class Tensor
{
    /// <summary>Sum with broadcasting.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Zip(default(Add), left, right);

    /// <summary>Difference with broadcasting.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Zip(default(Subtract), left, right);

    /// <summary>Element-wise product with broadcasting.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Zip(default(Multiply), left, right);

    /// <summary>Quotient with broadcasting.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => Zip(default(Divide), left, right);

    /// <summary>Sum with a number.</summary>
    public static Tensor operator +(Tensor left, float right) => Require(left).Map(new Affine(1, right));

    /// <summary>Sum with a number.</summary>
    public static Tensor operator +(float left, Tensor right) => Require(right).Map(new Affine(1, left));

    /// <summary>Difference with a number.</summary>
    public static Tensor operator -(Tensor left, float right) => Require(left).Map(new Affine(1, -right));

    /// <summary>Difference from a number.</summary>
    public static Tensor operator -(float left, Tensor right) => Require(right).Map(new Affine(-1, left));

    /// <summary>Product with a number.</summary>
    public static Tensor operator *(Tensor left, float right) => Require(left).Map(new Affine(right, 0));

    /// <summary>Product with a number.</summary>
    public static Tensor operator *(float left, Tensor right) => Require(right).Map(new Affine(left, 0));

    /// <summary>Quotient by a number.</summary>
    public static Tensor operator /(Tensor left, float right) => Zip(default(Divide), left, Scalar(right, Require(left).Device));

    /// <summary>Quotient of a number.</summary>
    public static Tensor operator /(float left, Tensor right) => Zip(default(Divide), Scalar(left, Require(right).Device), right);

    /// <summary>Negation.</summary>
    public static Tensor operator -(Tensor value) => Require(value).Map(new Affine(-1, 0));

    /// <summary>Applies an element-wise op, own ones included.</summary>
    public Tensor Map<TOp>(TOp op)
        where TOp : struct, IUnaryOp
    {
        RequireFloat32(TOp.Name);
        return Recorder.Run(new UnaryNode<TOp>(op, Contiguous()), Shape);
    }

    /// <summary>Applies an element-wise op of two tensors with broadcasting, own ones included.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Zip<TOp>(TOp op, Tensor left, Tensor right)
        where TOp : struct, IBinaryOp
    {
        Require(left).RequireFloat32(TOp.Name);
        Require(right).RequireFloat32(TOp.Name);
        Shape shape = Shape.Broadcast(left.Shape, right.Shape, TOp.Name);
        return Recorder.Run(new BinaryNode<TOp>(op, left.Contiguous(), right.Contiguous()), shape);
    }

    /// <summary>Magnitude.</summary>
    public Tensor Abs() => Map(default(Abs));

    /// <summary><c>e^x</c>.</summary>
    public Tensor Exp() => Map(default(Exp));

    /// <summary>Natural logarithm; −∞ at 0, NaN below.</summary>
    public Tensor Log() => Map(default(Log));

    /// <summary>Square root; NaN below 0.</summary>
    public Tensor Sqrt() => Map(default(Sqrt));

    /// <summary>Square.</summary>
    public Tensor Square() => Map(default(Square));

    /// <summary>Power with a constant exponent.</summary>
    public Tensor Pow(float exponent) => Map(new Power(exponent));

    /// <summary>Power with an exponent per element.</summary>
    public Tensor Pow(Tensor exponent) => Zip(default(Pow), this, exponent);

    /// <summary>Sine of angles in radians.</summary>
    public Tensor Sin() => Map(default(Sin));

    /// <summary>Cosine of angles in radians.</summary>
    public Tensor Cos() => Map(default(Cos));

    /// <summary>Hyperbolic tangent.</summary>
    public Tensor Tanh() => Map(default(Tanh));

    /// <summary>Logistic function <c>1/(1 + e^−x)</c>.</summary>
    public Tensor Sigmoid() => Map(default(Sigmoid));

    /// <summary>Rectifier <c>max(x, 0)</c>.</summary>
    public Tensor Relu() => Map(default(Relu));

    /// <summary>Values limited to a range.</summary>
    public Tensor Clip(float minimum, float maximum) => Map(new Clip(minimum, maximum));

    /// <summary>The larger of each pair.</summary>
    public Tensor Maximum(Tensor other) => Zip(default(Maximum), this, other);

    /// <summary>The smaller of each pair.</summary>
    public Tensor Minimum(Tensor other) => Zip(default(Minimum), this, other);

    /// <summary>Where this is greater than the other: Bool.</summary>
    public Tensor IsGreater(Tensor other) => Compare(default(Greater), other);

    /// <summary>Where this is less than the other: Bool.</summary>
    public Tensor IsLess(Tensor other) => Compare(default(Less), other);

    /// <summary>Where both are equal: Bool.</summary>
    public Tensor IsEqual(Tensor other) => Compare(default(Equal), other);

    /// <summary><c>condition ? whenTrue : whenFalse</c>, element by element, with broadcasting.</summary>
    /// <param name="condition">Bool.</param>
    /// <param name="whenTrue">Float32.</param>
    /// <param name="whenFalse">Float32.</param>
    /// <exception cref="DTypeException">The condition is not Bool.</exception>
    public static Tensor Where(Tensor condition, Tensor whenTrue, Tensor whenFalse)
    {
        if (Require(condition).Type != DType.Bool)
        {
            throw new DTypeException($"Where: the condition must be Bool, it is {condition.Type}.");
        }

        Require(whenTrue).RequireFloat32("Where");
        Require(whenFalse).RequireFloat32("Where");
        Shape shape = Shape.Broadcast(Shape.Broadcast(whenTrue.Shape, whenFalse.Shape, "Where"), condition.Shape, "Where");
        WhereNode node = new(
            condition.BroadcastTo(shape).Contiguous(), whenTrue.BroadcastTo(shape).Contiguous(), whenFalse.BroadcastTo(shape).Contiguous());
        return Recorder.Run(node, shape);
    }

    private Tensor Compare<TOp>(TOp op, Tensor other)
        where TOp : struct, IBinaryOp
    {
        using (Gradients.Off())
        {
            return Zip(op, this, other).Convert(DType.Bool);
        }
    }

    private static Tensor Require(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }
}
