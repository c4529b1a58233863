using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Rates_equal_those_by_hand()
    {
        Assert.Equal(0.3, new ConstantRate(0.3).RateAt(1_000_000));
        StepDecay steps = new(0.8, 0.5, 10);
        Assert.Equal([0.8, 0.8, 0.4, 0.2], new[] { steps.RateAt(0), steps.RateAt(9), steps.RateAt(10), steps.RateAt(29) });
        Assert.Equal(0.8 * 0.5 * Math.Sqrt(0.5), new ExponentialDecay(0.8, 0.5, 10).RateAt(15), 15);
        CosineDecay cosine = new(1, 12, 0.2);
        Assert.Equal(1, cosine.RateAt(0));
        Assert.Equal(0.2 + (0.4 * (1 + 0.5)), cosine.RateAt(4), 15);
        Assert.Equal(0.6, cosine.RateAt(6), 15);
        Assert.Equal(0.2, cosine.RateAt(12));
        Assert.Equal(0.2, cosine.RateAt(long.MaxValue));
        WarmUp warmUp = new(steps, 3);
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 0.8, 0.4], new[] { 0, 1, 2, 3, 12, 13 }.Select(step => warmUp.RateAt(step)), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("exponential")]
    [InlineData("cosine")]
    [InlineData("warmUpThenCosine")]
    public void Rates_equal_those_of_torch(string name)
    {
        LearningRateSchedule schedule = name switch
        {
            "step" => new StepDecay(0.1, 0.5, 7),
            "exponential" => new ExponentialDecay(0.1, 0.9),
            "cosine" => new CosineDecay(0.1, 30, 0.001),
            _ => new WarmUp(new CosineDecay(0.1, 30, 0.001), 5),
        };
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "training", "schedules.json")));
        double[] expected = [.. golden.RootElement.GetProperty(name).EnumerateArray().Select(rate => rate.GetDouble())];
        Assert.True(expected.Length >= 31);
        for (int step = 0; step < expected.Length; step++)
        {
            // torch multiplies step by step; the product's rounding grows.
            Assert.Equal(expected[step], schedule.RateAt(step), 1e-14);
        }
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantRate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantRate(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(1, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(0.1, 10, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUp(new ConstantRate(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantRate(1).RateAt(-1));
    }
}
