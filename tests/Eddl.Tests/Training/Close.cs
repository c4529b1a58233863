using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Comparison with an error relative to the larger of the value's size and 1.</summary>
public static class Close
{
    public static void Require(double expected, double actual, double tolerance, string what)
    {
        if (!Holds(expected, actual, tolerance))
        {
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}; they differ by more than {tolerance}.");
        }
    }

    public static void Require(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // The text is made for a failure alone: there are millions of comparisons.
            if (!Holds(expected[i], actual[i], tolerance))
            {
                Require(expected[i], actual[i], tolerance, $"{what}, element {i}");
            }
        }
    }

    /// <summary>The same; NaN and infinities must be equal.</summary>
    public static void Require(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!expected[i].Equals(actual[i]) && !Holds(expected[i], actual[i], tolerance))
            {
                Require(expected[i], actual[i], tolerance, $"{what}, element {i}");
            }
        }
    }

    private static bool Holds(double expected, double actual, double tolerance)
        => Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), 1);
}
