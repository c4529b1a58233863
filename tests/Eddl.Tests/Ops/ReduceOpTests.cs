using System.Runtime.Intrinsics;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ReduceOpTests
{
    private static readonly double[] Sample = [1.5, -2.25, 0.5, 4, -0.75, 3];

    public static TheoryData<string> Names => ["Sum", "SumOfSquares", "SumOfMagnitudes", "Largest", "Smallest", "Product"];

    [Theory]
    [InlineData("Sum", 6)]
    [InlineData("SumOfSquares", 33.125)]
    [InlineData("SumOfMagnitudes", 12)]
    [InlineData("Largest", 4)]
    [InlineData("Smallest", -2.25)]
    [InlineData("Product", 15.1875)]
    public void Reduction_of_a_sample_is_the_known_value(string name, double expected)
        => Assert.Equal(expected, Visit(name, new Reduce(Sample)));

    [Theory]
    [InlineData("Sum", 0)]
    [InlineData("SumOfSquares", 0)]
    [InlineData("SumOfMagnitudes", 0)]
    [InlineData("Largest", double.NegativeInfinity)]
    [InlineData("Smallest", double.PositiveInfinity)]
    [InlineData("Product", 1)]
    public void Reduction_of_nothing_is_the_identity(string name, double expected) => Assert.Equal(expected, Visit(name, new Reduce([])));

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_any_place_gives_NaN(string name)
    {
        for (int place = 0; place < Sample.Length; place++)
        {
            double[] sample = [.. Sample];
            sample[place] = double.NaN;
            Assert.True(double.IsNaN(Visit(name, new Reduce(sample))), $"{name} lost the NaN in place {place}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Order_and_grouping_do_not_matter_where_the_arithmetic_is_exact(string name)
    {
        double expected = Visit(name, new Reduce(Sample));
        Assert.Equal(expected, Visit(name, new Reduce([.. Sample.Reverse()])));
        Assert.Equal(expected, Visit(name, new ReduceInHalves(Sample)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_and_vector_lanes_agree_with_double(string name)
    {
        double expected = Visit(name, new Reduce(Sample));
        Assert.Equal(expected, Visit(name, new ReduceSingle(Sample)));
        Assert.Equal(expected, Visit(name, new ReduceLanes(Sample)));
        double[] broken = [.. Sample, double.NaN, 1];
        Assert.True(double.IsNaN(Visit(name, new ReduceLanes(broken))));
        Assert.True(double.IsNaN(Visit(name, new ReduceSingle(broken))));
    }

    private static double Visit(string name, IVisitor visitor) => name switch
    {
        "Sum" => visitor.Visit(new Sum()),
        "SumOfSquares" => visitor.Visit(new SumOfSquares()),
        "SumOfMagnitudes" => visitor.Visit(new SumOfMagnitudes()),
        "Largest" => visitor.Visit(new Largest()),
        "Smallest" => visitor.Visit(new Smallest()),
        "Product" => visitor.Visit(new Product()),
        _ => throw new ArgumentException($"There is no reduction {name}.", nameof(name)),
    };

    private static T Fold<TOp, T>(TOp op, IEnumerable<T> values)
        where TOp : struct, IReduceOp
        where T : struct, IReal<T>
        => values.Aggregate(T.Of(TOp.Identity), (left, x) => op.Combine(left, op.Map(x)));

    private interface IVisitor
    {
        double Visit<TOp>(TOp op)
            where TOp : struct, IReduceOp;
    }

    private sealed class Reduce(double[] values) : IVisitor
    {
        public double Visit<TOp>(TOp op)
            where TOp : struct, IReduceOp
            => Fold(op, values.Select(x => new Scalar64(x))).Value;
    }

    private sealed class ReduceInHalves(double[] values) : IVisitor
    {
        public double Visit<TOp>(TOp op)
            where TOp : struct, IReduceOp
        {
            int half = values.Length / 2;
            Scalar64 right = Fold(op, values.Skip(half).Select(x => new Scalar64(x)));
            return op.Combine(right, Fold(op, values.Take(half).Select(x => new Scalar64(x)))).Value;
        }
    }

    private sealed class ReduceSingle(double[] values) : IVisitor
    {
        public double Visit<TOp>(TOp op)
            where TOp : struct, IReduceOp
            => Fold(op, values.Select(x => new Scalar((float)x))).Value;
    }

    private sealed class ReduceLanes(double[] values) : IVisitor
    {
        public double Visit<TOp>(TOp op)
            where TOp : struct, IReduceOp
            => Fold(op, values.Select(x => new Lanes16(Vector512.Create((float)x)))).Value[11];
    }
}
