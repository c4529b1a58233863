using System.Globalization;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>Arrays made with scipy by tests/Golden/signals/make_goldens.py.</summary>
internal static class Golden
{
    public static double[] Load(string name) => NpyFile.Read(Repository.PathOf("tests", "Golden", "signals", name + ".npy")).Values;

    /// <summary>Asserts equality within a tolerance relative to the largest expected magnitude.</summary>
    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = 0;
        foreach (double value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(difference <= relative * scale, string.Create(CultureInfo.InvariantCulture, $"at {i}: expected {expected[i]:R}, got {actual[i]:R}, off by {difference / scale:e2} of {scale:g4}"));
        }
    }
}
