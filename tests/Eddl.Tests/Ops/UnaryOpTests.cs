using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class UnaryOpTests
{
    public static TheoryData<string> Names => OpCases.UnaryNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_is_the_exact_derivative_of_forward(string name)
    {
        UnaryCase op = OpCases.UnaryOf(name);
        var tolerance = new Tolerance(1e-12, 1e-12);
        foreach (double x in op.Smooth)
        {
            double derivative = op.DualDerivative(x);
            Assert.Null(tolerance.Check($"{name} at {x}", derivative, op.Reference(x).Slope));
            Assert.Null(tolerance.Check($"{name} at {x}, dy = -2.5", -2.5 * derivative, op.Reference(x, dy: -2.5).Slope));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kinks_zeros_infinities_and_NaN_behave_as_documented(string name)
    {
        UnaryCase op = OpCases.UnaryOf(name);
        Assert.Contains(op.Edges, edge => double.IsNaN(edge.X));
        foreach ((double x, double expected, double expectedSlope) in op.Edges)
        {
            (double reference, double referenceSlope) = op.Reference(x);
            Assert.Null(op.Forward.Check($"{name}({x}) in double", expected, reference));
            Assert.Null(op.Backward.Check($"{name}'({x}) in double", expectedSlope, referenceSlope));
            foreach ((string number, float y, float slope) in op.Single((float)x))
            {
                Assert.Null(op.Forward.Check($"{name}({x}) in {number}", expected, y));
                Assert.Null(op.Backward.Check($"{name}'({x}) in {number}", expectedSlope, slope));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_op_that_says_so_has_the_same_gradient_from_its_result_alone(string name)
    {
        UnaryCase op = OpCases.UnaryOf(name);
        IEnumerable<float> edges = op.Edges.Select(edge => (float)edge.X);
        bool isSame = OpCases.Samples(op.Domain.Low, op.Domain.High, 301).Concat(edges).All(x => SameBits.Equal(op.Single(x).First().Slope, op.SlopeFromOutput(x)));
        Assert.True(isSame || !op.IsGradientFromOutput, $"{name} claims that its gradient follows from its result, but it differs.");
        Assert.Equal(op.Op == typeof(Relu) || op.Op == typeof(LeakyRelu) || op.Op == typeof(Sigmoid) || op.Op == typeof(Tanh), op.IsGradientFromOutput);
    }

    [Fact]
    public void LeakyRelu_refuses_a_negative_slope()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new LeakyRelu(-0.5f));
        Assert.Contains("-0.5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_stays_within_the_stated_tolerance_of_double(string name)
    {
        UnaryCase op = OpCases.UnaryOf(name);
        foreach (float x in OpCases.Samples(op.Domain.Low, op.Domain.High, 1001))
        {
            (double expected, double expectedSlope) = op.Reference(x);
            (_, float y, float slope) = op.Single(x).First();
            Assert.Null(op.Forward.Check($"{name}({x:R})", expected, y));
            Assert.Null(op.Backward.Check($"{name}'({x:R})", expectedSlope, slope));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_and_vector_lanes_give_the_same_bits(string name)
    {
        UnaryCase op = OpCases.UnaryOf(name);
        IEnumerable<float> edges = op.Edges.Select(edge => (float)edge.X);
        foreach (float x in OpCases.Samples(op.Domain.Low, op.Domain.High, 301).Concat(edges))
        {
            (string Number, float Y, float Slope)[] results = [.. op.Single(x)];
            foreach ((string number, float y, float slope) in results)
            {
                Assert.True(SameBits.Equal(results[0].Y, y), $"{name}({x:R}): Scalar {results[0].Y:R}, {number} {y:R}");
                Assert.True(SameBits.Equal(results[0].Slope, slope), $"{name}'({x:R}): Scalar {results[0].Slope:R}, {number} {slope:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_equal_those_of_PyTorch(string name)
    {
        if (!Goldens.Unary.RootElement.TryGetProperty(name, out var golden))
        {
            // A row without golden values is fine as long as another row of the same op has some.
            Type type = OpCases.UnaryOf(name).Op;
            Assert.Contains(Goldens.Unary.RootElement.EnumerateObject(), other => OpCases.UnaryOf(other.Name).Op == type);
            return;
        }

        UnaryCase row = OpCases.UnaryOf(name);
        var tolerance = new Tolerance(1e-12, 1e-14);
        double[] x = Goldens.Numbers(golden, "x");
        double[] y = Goldens.Numbers(golden, "y");
        double[] slope = Goldens.Numbers(golden, "dx");
        for (int i = 0; i < x.Length; i++)
        {
            (double actual, double actualSlope) = row.Reference(x[i]);
            Assert.Null(tolerance.Check($"{name}({x[i]})", y[i], actual));
            Assert.Null(tolerance.Check($"{name}'({x[i]})", slope[i], actualSlope));
        }
    }
}
