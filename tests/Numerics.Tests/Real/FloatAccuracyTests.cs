using Xunit;

namespace DeepHealth.Numerics.Tests;

public class FloatAccuracyTests
{
    public static TheoryData<string, double, double, double> Bounds => new()
    {
        // Function, range, largest error in ulp.
        { "exp", -104.5, 89.5, 2 },
        { "exp", -1, 1, 2 },
        { "expm1", -20, 89.5, 2 },
        { "expm1", -1, 1, 2 },
        { "log", 1e-45, 3.4e38, 2 },
        { "log", 0.5, 2, 2 },
        { "log1p", -0.9999999, 10, 2 },
        { "log1p", -1e-3, 1e-3, 2 },
        { "log1p", 1e-45, 3.4e38, 2 },
        { "tanh", -10, 10, 5 },
        { "tanh", 1e-45, 10, 5 },
        { "erf", -4.5, 4.5, 5 },
        { "erf", 1e-45, 5, 5 },
        { "sin", -10, 10, 2 },
        { "sin", -65536, 65536, 2 },
        { "sin", 1e-45, 3.4e38, 2 },
        { "cos", -10, 10, 2 },
        { "cos", -65536, 65536, 2 },
        { "cos", 1e-45, 3.4e38, 2 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Error_stays_within_the_stated_ulp(string function, double low, double high, double bound)
    {
        float[] inputs = low > 0 && high / low > 10 ? FloatSweep.Logarithmic(low, high, 200_000) : FloatSweep.Range(low, high, 200_000);
        double worst = 0;
        float worstAt = 0;
        foreach (float x in inputs)
        {
            double error = FloatSweep.Ulp(LaneFunctions.Unary<Scalar>(function, new Scalar(x)).Value, LaneFunctions.Unary<Scalar64>(function, new Scalar64(x)).Value);
            if (!(error <= worst))
            {
                (worst, worstAt) = (error, x);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{function} on [{low}, {high}]: {worst:F3} ulp at {worstAt:R}");
        Assert.True(worst <= bound, $"{function}({worstAt:R}) is {worst} ulp off");
    }

    /// <summary>The largest error over all floats, which were walked once one by one, is 1.0313 ulp, at 26.730072.</summary>
    [Fact]
    public void Exp_stays_within_2_ulp_for_every_exponent()
    {
        double worst = 0;
        float worstAt = 0;
        for (int exponent = 0; exponent < 255; exponent++)
        {
            // An odd step visits all low bits.
            for (int mantissa = 0; mantissa < 1 << 23; mantissa += 4099)
            {
                float magnitude = BitConverter.Int32BitsToSingle((exponent << 23) | mantissa);
                foreach (float x in (ReadOnlySpan<float>)[magnitude, -magnitude])
                {
                    double error = FloatSweep.Ulp(Scalar.Exp(new Scalar(x)).Value, Math.Exp(x));
                    if (!(error <= worst))
                    {
                        (worst, worstAt) = (error, x);
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"exp: {worst:F3} ulp at {worstAt:R}");
        Assert.True(worst <= 2, $"exp({worstAt:R}) is {worst} ulp off");
    }

    [Fact]
    public void Pow_stays_within_2_ulp()
    {
        var random = new RandomSequence(3, 5);
        double worst = 0;
        string worstAt = "";
        for (int i = 0; i < 400_000; i++)
        {
            float x = (i % 3) switch
            {
                0 => random.Uniform(2 * i) * 3,
                1 => MathF.Exp((random.Uniform(2 * i) - 0.5f) * 170),
                _ => 1 + ((random.Uniform(2 * i) - 0.5f) * 0.01f),
            };
            float y = (random.Uniform((2 * i) + 1) - 0.5f) * (i % 3 == 2 ? 10000 : i % 2 == 0 ? 6 : 100);
            double error = FloatSweep.Ulp(Scalar.Pow(new Scalar(x), new Scalar(y)).Value, Math.Pow(x, y));
            if (!(error <= worst))
            {
                (worst, worstAt) = (error, $"{x:R}^{y:R}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"pow: {worst:F3} ulp at {worstAt}");
        Assert.True(worst <= 2, $"{worstAt} is {worst} ulp off");
    }

    [Theory]
    [InlineData(0f, 0f, 1f)]
    [InlineData(0f, 2f, 0f)]
    [InlineData(0f, -2f, float.PositiveInfinity)]
    [InlineData(-0f, 0.5f, 0f)]
    [InlineData(1f, float.NaN, 1f)]
    [InlineData(1f, float.PositiveInfinity, 1f)]
    [InlineData(float.NaN, 0f, 1f)]
    [InlineData(float.NaN, 1f, float.NaN)]
    [InlineData(2f, float.NaN, float.NaN)]
    [InlineData(2f, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(2f, float.NegativeInfinity, 0f)]
    [InlineData(0.5f, float.PositiveInfinity, 0f)]
    [InlineData(float.PositiveInfinity, 0.5f, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, -0.5f, 0f)]
    [InlineData(-2f, 2f, float.NaN)]
    [InlineData(3f, 2f, 9f)]
    [InlineData(2f, 127f, 1.7014118e38f)]
    [InlineData(2f, 128f, float.PositiveInfinity)]
    [InlineData(2f, -149f, float.Epsilon)]
    [InlineData(10f, -60f, 0f)]
    public void Pow_of_special_values(float x, float y, float expected)
    {
        Assert.Equal(expected, Scalar.Pow(new Scalar(x), new Scalar(y)).Value);
        Assert.Equal((double)expected, Scalar64.Pow(new Scalar64(x), new Scalar64(y)).Value is var wide && (float)wide == expected ? expected : wide);
    }

    [Theory]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NegativeInfinity, 0f)]
    [InlineData("exp", float.NaN, float.NaN)]
    [InlineData("exp", 0f, 1f)]
    [InlineData("exp", 88.73f, float.PositiveInfinity)]
    [InlineData("exp", -103.9f, float.Epsilon)]
    [InlineData("exp", -104f, 0f)]
    [InlineData("expm1", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("expm1", float.NegativeInfinity, -1f)]
    [InlineData("expm1", -0f, -0f)]
    [InlineData("expm1", float.NaN, float.NaN)]
    [InlineData("log", 0f, float.NegativeInfinity)]
    [InlineData("log", -1f, float.NaN)]
    [InlineData("log", 1f, 0f)]
    [InlineData("log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("log", float.NaN, float.NaN)]
    [InlineData("log1p", -1f, float.NegativeInfinity)]
    [InlineData("log1p", -1.5f, float.NaN)]
    [InlineData("log1p", -0f, -0f)]
    [InlineData("log1p", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("tanh", float.PositiveInfinity, 1f)]
    [InlineData("tanh", float.NegativeInfinity, -1f)]
    [InlineData("tanh", -0f, -0f)]
    [InlineData("tanh", float.NaN, float.NaN)]
    [InlineData("tanh", float.Epsilon, float.Epsilon)]
    [InlineData("erf", float.PositiveInfinity, 1f)]
    [InlineData("erf", float.NegativeInfinity, -1f)]
    [InlineData("erf", float.NaN, float.NaN)]
    [InlineData("sin", float.PositiveInfinity, float.NaN)]
    [InlineData("sin", -0f, -0f)]
    [InlineData("cos", float.NegativeInfinity, float.NaN)]
    [InlineData("cos", 0f, 1f)]
    public void Special_values_are_exact(string function, float x, float expected)
    {
        float actual = LaneFunctions.Unary<Scalar>(function, new Scalar(x)).Value;
        Assert.Equal(expected, actual);
        Assert.Equal(float.IsNegative(expected) && !float.IsNaN(expected), float.IsNegative(actual) && !float.IsNaN(actual));
    }

    [Fact]
    public void Functions_that_are_bounded_by_1_never_exceed_it()
    {
        foreach (float x in FloatSweep.All(30_000))
        {
            if (float.IsFinite(x))
            {
                Assert.InRange(Scalar.Tanh(new Scalar(x)).Value, -1f, 1f);
                Assert.InRange(Scalar.Erf(new Scalar(x)).Value, -1f, 1f);
                Assert.InRange(Scalar.Sin(new Scalar(x)).Value, -1f, 1f);
                Assert.InRange(Scalar.Cos(new Scalar(x)).Value, -1f, 1f);
            }
        }
    }
}
