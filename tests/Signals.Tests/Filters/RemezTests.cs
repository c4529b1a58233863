using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class RemezTests
{
    [Fact]
    public void Taps_equal_scipy()
    {
        int cases = 0;
        foreach (JsonElement golden in PhysioGolden.Load("filters").GetProperty("remez").EnumerateArray())
        {
            RemezKind kind = golden.GetProperty("kind").GetString() switch { "hilbert" => RemezKind.Hilbert, "differentiator" => RemezKind.Differentiator, _ => RemezKind.MultiBand };
            double[] taps = Remez.Design(
                golden.GetProperty("taps").GetInt32(), golden.Doubles("bands"), golden.Doubles("desired"), golden.Double("rate"), golden.Doubles("weights"), kind, golden.GetProperty("density").GetInt32());
            double[] expected = golden.Doubles("h");
            Assert.Equal(expected.Length, taps.Length);
            for (int i = 0; i < taps.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - taps[i]) <= 1e-7, $"case {cases}, tap {i}: {expected[i]} {taps[i]}");
            }

            cases++;
        }

        Assert.Equal(10, cases);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(301)]
    public void Ripples_are_level_and_smaller_than_those_of_a_window_design(int taps)
    {
        double[] equiripple = Remez.Design(taps, [0, 40, 50, 250], [1, 0], 500);
        double[] window = FirDesign.LowPass(taps, 45, 500);
        Assert.True(Ripple(equiripple) < 0.9 * Ripple(window) || Ripple(equiripple) < 1e-9, $"{Ripple(equiripple)} {Ripple(window)}");
    }

    [Fact]
    public void Wrong_values_are_refused_with_both_sides()
    {
        Refused(() => Remez.Design(2, [0, 1, 2, 3], [1, 0], 10), "2 taps", "3");
        Refused(() => Remez.Design(21, [0, 1, 2], [1, 0], 10), "3 band edges", "2 gains");
        Refused(() => Remez.Design(21, [0, 2, 1, 3], [1, 0], 10), "1 Hz");
        Refused(() => Remez.Design(21, [0, 1, 2, 6], [1, 0], 10), "6 Hz", "10 Hz");
        Refused(() => Remez.Design(21, [0, 1, 2, 3], [1, 0], 10, [1]), "1 weights", "2 bands");
        Refused(() => Remez.Design(21, [0, 1, 2, 3], [1, 0], 10, [1, 0]), "weight is 0");
        Refused(() => Remez.Design(21, [0, 1, 2, 3], [1, double.NaN], 10), "NaN");
    }

    private static double Ripple(double[] taps)
    {
        var function = new TransferFunction(taps);
        double worst = 0;
        for (int i = 0; i <= 1000; i++)
        {
            double hz = i * 0.25;
            double gain = function.FrequencyResponse(hz, 500).Magnitude;
            worst = hz <= 40 ? Math.Max(worst, Math.Abs(gain - 1)) : hz >= 50 ? Math.Max(worst, gain) : worst;
        }

        return worst;
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
