using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(5, 6, 600)]
    [InlineData(6, 5, 599)]
    [InlineData(3, 1, 50)]
    [InlineData(1, 3, 200)]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(75, 32, 100)]
    [InlineData(32, 75, 333)]
    [InlineData(7, 11, 2)]
    [InlineData(25, 9, 40)]
    [InlineData(147, 160, 480)]
    public void Output_equals_scipy(int up, int down, int length)
    {
        ReadOnlySpan<double> used = Golden.Load("input").AsSpan(0, length);
        Golden.Equal(Golden.Load($"resample_{up}_{down}_{length}"), new PolyphaseResampler(up, down).Apply(used));
        Golden.Equal(Golden.Load($"resample_{up}_{down}_{length}"), new PolyphaseResampler(2 * up, 2 * down).Apply(used));
        Golden.Equal(Golden.Load($"resample_{up}_{down}_{length}"), PolyphaseResampler.Resample(used, 100.0 * down, 100.0 * up));
    }

    [Theory]
    [InlineData(300, 300, 1, 1)]
    [InlineData(360, 300, 5, 6)]
    [InlineData(128, 300, 75, 32)]
    [InlineData(250, 487.5, 39, 20)]
    [InlineData(1, 99999, 99999, 1)]
    [InlineData(102.4, 256, 5, 2)]
    [InlineData(30, 29.97002997002997, 1000, 1001)]
    public void Rates_become_the_smallest_fraction(double from, double to, int up, int down)
    {
        Assert.Equal(new RationalRate(up, down), RationalRate.Between(from, to));
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(300, -1)]
    [InlineData(double.NaN, 300)]
    [InlineData(300, double.PositiveInfinity)]
    [InlineData(1e-300, 1e300)]
    [InlineData(1e300, 1e-300)]
    [InlineData(1, 3.14159265358979)]
    public void Rates_without_a_usable_fraction_are_refused(double from, double to)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RationalRate.Between(from, to));
    }

    [Fact]
    public void The_same_rate_copies_and_an_empty_signal_stays_empty()
    {
        double[] input = Golden.Load("input");
        Assert.Equal(input, PolyphaseResampler.Resample(input, 250, 250));
        Assert.Empty(new PolyphaseResampler(3, 2).Apply([]));
        Assert.Equal(3, new PolyphaseResampler(3, 2).LengthOf(2));
        Assert.Equal(2, new PolyphaseResampler(3, 2).LengthOf(1));
    }

    [Theory]
    [InlineData(5, 6, 1)]
    [InlineData(75, 32, 2)]
    [InlineData(1, 3, 3)]
    [InlineData(7, 1, 4)]
    [InlineData(1, 1, 5)]
    [InlineData(147, 160, 6)]
    public void A_live_signal_in_random_pieces_gives_the_bits_of_the_whole(int up, int down, int seed)
    {
        double[] input = Golden.Load("input");
        var resampler = new PolyphaseResampler(up, down);
        var live = new LiveResampler(resampler);
        for (int turn = 0; turn < 2; turn++)
        {
            var output = new List<double>();
            foreach (Range piece in Pieces.Random(input.Length, seed))
            {
                output.AddRange(live.Process(input.AsSpan(piece)));
            }

            int lag = resampler.LengthOf(input.Length) - output.Count;
            Assert.InRange(lag, 0, (10 * Math.Max(up, down) / down) + 1);
            output.AddRange(live.Finish());
            Assert.Equal(resampler.Apply(input), output);
        }
    }

    [Fact]
    public void Bad_factors_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(1, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(1, 100_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(3, 1).LengthOf(int.MaxValue));
    }
}
