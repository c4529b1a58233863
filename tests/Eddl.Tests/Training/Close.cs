using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Comparison with an error relative to the larger of the value's size and 1.</summary>
public static class Close
{
    public static void Require(double expected, double actual, double tolerance, string what)
    {
        if (!(Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), 1)))
        {
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}; they differ by more than {tolerance}.");
        }
    }

    public static void Require(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Require(expected[i], actual[i], tolerance, $"{what}, element {i}");
        }
    }
}
