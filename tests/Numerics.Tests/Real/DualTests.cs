using Xunit;

namespace DeepHealth.Numerics.Tests;

public class DualTests
{
    public static TheoryData<string> Unary => [.. LaneFunctions.UnaryNames];

    public static TheoryData<string> Binary => [.. LaneFunctions.BinaryNames];

    [Theory]
    [MemberData(nameof(Unary))]
    public void Derivative_equals_the_central_difference(string function)
    {
        const double H = 1e-5;
        foreach (double x in new[] { -0.83, -0.21, 0.31, 0.7, 1.3, 2.2, 3.3 })
        {
            Dual y = LaneFunctions.Unary(function, new Dual(x, 2));
            Assert.Equal(LaneFunctions.Unary(function, new Scalar64(x)).Value, y.Value);
            double difference = (LaneFunctions.Unary(function, new Scalar64(x + H)).Value - LaneFunctions.Unary(function, new Scalar64(x - H)).Value) / (2 * H);
            if (!double.IsNaN(y.Value))
            {
                Assert.Equal(2 * difference, y.Derivative, 1e-7 * (1 + Math.Abs(difference)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Derivative_by_both_operands_equals_the_central_difference(string function)
    {
        const double H = 1e-5;
        foreach ((double a, double b) in new[] { (0.3, 1.7), (1.9, -0.6), (2.5, 2.1), (0.8, 0.2) })
        {
            Dual y = LaneFunctions.Binary(function, new Dual(a, 2), new Dual(b, -3));
            Assert.Equal(LaneFunctions.Binary(function, new Scalar64(a), new Scalar64(b)).Value, y.Value);
            double up = LaneFunctions.Binary(function, new Scalar64(a + (2 * H)), new Scalar64(b - (3 * H))).Value;
            double down = LaneFunctions.Binary(function, new Scalar64(a - (2 * H)), new Scalar64(b + (3 * H))).Value;
            Assert.Equal((up - down) / (2 * H), y.Derivative, 1e-7 * (1 + Math.Abs(y.Derivative)));
        }
    }

    [Fact]
    public void Kinks_and_constants_have_derivative_zero()
    {
        Assert.Equal(0, Dual.Abs(new Dual(0, 1)).Derivative);
        Assert.Equal(0, Dual.Of(3).Derivative);
        Assert.Equal(0, Dual.Pow(new Dual(0, 1), Dual.Of(0)).Derivative);
        Assert.Equal(6, Dual.Pow(new Dual(3, 1), Dual.Of(2)).Derivative, 1e-12);
        Assert.Equal(0, Dual.Pow(new Dual(0, 1), Dual.Of(2)).Derivative);
        Assert.Equal(0, Dual.Sqrt(Dual.Of(0)).Derivative);
    }
}
