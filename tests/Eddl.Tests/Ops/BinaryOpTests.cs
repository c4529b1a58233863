using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class BinaryOpTests
{
    public static TheoryData<string> Names => OpCases.BinaryNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_is_the_exact_derivative_of_forward(string name)
    {
        BinaryCase op = OpCases.BinaryOf(name);
        var tolerance = new Tolerance(1e-12, 1e-12);
        foreach ((double a, double b) in op.Smooth)
        {
            (double left, double right) = op.DualDerivatives(a, b);
            (_, double actualLeft, double actualRight) = op.Reference(a, b, dy: -2.5);
            Assert.Null(tolerance.Check($"{name}, left, at ({a}, {b})", -2.5 * left, actualLeft));
            Assert.Null(tolerance.Check($"{name}, right, at ({a}, {b})", -2.5 * right, actualRight));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ties_zeros_infinities_and_NaN_behave_as_documented(string name)
    {
        BinaryCase op = OpCases.BinaryOf(name);
        Assert.Contains(op.Edges, edge => double.IsNaN(edge.A) || double.IsNaN(edge.B));
        foreach ((double a, double b, double expected, double expectedLeft, double expectedRight) in op.Edges)
        {
            (double reference, double referenceLeft, double referenceRight) = op.Reference(a, b);
            Assert.Null(op.Forward.Check($"{name}({a}, {b}) in double", expected, reference));
            Assert.Null(op.Backward.Check($"{name}({a}, {b}) left in double", expectedLeft, referenceLeft));
            Assert.Null(op.Backward.Check($"{name}({a}, {b}) right in double", expectedRight, referenceRight));
            foreach ((string number, float y, float left, float right) in op.Single((float)a, (float)b))
            {
                Assert.Null(op.Forward.Check($"{name}({a}, {b}) in {number}", expected, y));
                Assert.Null(op.Backward.Check($"{name}({a}, {b}) left in {number}", expectedLeft, left));
                Assert.Null(op.Backward.Check($"{name}({a}, {b}) right in {number}", expectedRight, right));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_stays_within_the_stated_tolerance_of_double(string name)
    {
        BinaryCase op = OpCases.BinaryOf(name);
        foreach ((float a, float b) in Pairs(op, 41))
        {
            (double expected, double expectedLeft, double expectedRight) = op.Reference(a, b);
            (_, float y, float left, float right) = op.Single(a, b).First();
            Assert.Null(op.Forward.Check($"{name}({a:R}, {b:R})", expected, y));
            Assert.Null(op.Backward.Check($"{name}({a:R}, {b:R}) left", expectedLeft, left));
            Assert.Null(op.Backward.Check($"{name}({a:R}, {b:R}) right", expectedRight, right));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_and_vector_lanes_give_the_same_bits(string name)
    {
        BinaryCase op = OpCases.BinaryOf(name);
        foreach ((float a, float b) in Pairs(op, 11).Concat(op.Edges.Select(edge => ((float)edge.A, (float)edge.B))))
        {
            (string Number, float Y, float Left, float Right)[] results = [.. op.Single(a, b)];
            foreach ((string number, float y, float left, float right) in results)
            {
                bool same = SameBits.Equal(results[0].Y, y) && SameBits.Equal(results[0].Left, left) && SameBits.Equal(results[0].Right, right);
                Assert.True(same, $"{name}({a:R}, {b:R}): Scalar {results[0]}, {number} ({y:R}, {left:R}, {right:R})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_equal_those_of_PyTorch(string name)
    {
        BinaryCase op = OpCases.BinaryOf(name);
        var golden = Goldens.Binary.RootElement.GetProperty(name);
        var tolerance = new Tolerance(1e-12, 1e-14);
        double[] a = Goldens.Numbers(golden, "a");
        double[] b = Goldens.Numbers(golden, "b");
        double[] y = Goldens.Numbers(golden, "y");
        double[] left = Goldens.Numbers(golden, "da");
        double[] right = Goldens.Numbers(golden, "db");
        for (int i = 0; i < a.Length; i++)
        {
            (double actual, double actualLeft, double actualRight) = op.Reference(a[i], b[i]);
            Assert.Null(tolerance.Check($"{name}({a[i]}, {b[i]})", y[i], actual));
            Assert.Null(tolerance.Check($"{name}({a[i]}, {b[i]}) left", left[i], actualLeft));
            Assert.Null(tolerance.Check($"{name}({a[i]}, {b[i]}) right", right[i], actualRight));
        }
    }

    private static IEnumerable<(float A, float B)> Pairs(BinaryCase op, int count)
        => from a in OpCases.Samples(op.Left.Low, op.Left.High, count)
           from b in OpCases.Samples(op.Right.Low, op.Right.High, count)
           select (a, b);
}
