using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class SosFilterTests
{
    private static readonly SecondOrderSections Band = Butterworth.BandPass(3, 0.5, 40, 300);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(599)]
    public void A_stream_in_pieces_gives_the_bits_of_one_piece(int piece)
    {
        double[] input = Golden.Load("input");
        double[] whole = SosFilter.Apply(Band, input);
        double[] streamed = new double[input.Length];
        var filter = new SosFilter(Band);
        for (int at = 0; at < input.Length; at += piece)
        {
            int length = Math.Min(piece, input.Length - at);
            filter.Process(input.AsSpan(at, length), streamed.AsSpan(at, length));
        }

        Assert.Equal(whole, streamed);
    }

    [Fact]
    public void Reset_brings_the_filter_back_to_rest()
    {
        double[] input = Golden.Load("input");
        double[] output = new double[input.Length];
        var filter = new SosFilter(Band);
        filter.Process(input, output);
        filter.Reset();
        filter.Process(input, output);
        Assert.Equal(SosFilter.Apply(Band, input), output);
    }

    [Fact]
    public void A_stream_that_begins_at_a_level_makes_no_jump_after_ResetTo()
    {
        double[] output = new double[500];
        var filter = new SosFilter(Butterworth.HighPass(2, 0.5, 300));
        filter.ResetTo(700);
        filter.Process(Enumerable.Repeat(700.0, 500).ToArray(), output);
        Assert.All(output, y => Assert.Equal(0, y, 1e-7));
    }

    [Fact]
    public void Different_lengths_are_refused_with_both()
    {
        var error = Assert.Throws<ArgumentException>(() => new SosFilter(Band).Process(new double[3], new double[4]));
        Assert.Contains("3 samples", error.Message, StringComparison.Ordinal);
        Assert.Contains("4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coefficients_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new SecondOrderSections([]));
        Assert.Throws<ArgumentException>(() => new SecondOrderSections([1, 0, 0, 1, 0]));
        Assert.Throws<ArgumentException>(() => new SecondOrderSections([1, 0, 0, 2, 0, 0]));
        Assert.Throws<ArgumentException>(() => new SecondOrderSections([1, double.NaN, 0, 1, 0, 0]));
    }

    [Fact]
    public void Zero_phase_filtering_keeps_a_wave_of_the_pass_band_in_place()
    {
        double[] wave = [.. Enumerable.Range(0, 6000).Select(i => Math.Sin(2 * Math.PI * 5 * i / 300))];
        double[] filtered = FiltFilt.Apply(Band, wave);
        for (int i = 2400; i < 3600; i++)
        {
            Assert.Equal(wave[i], filtered[i], 1e-3);
        }
    }

    [Fact]
    public void A_signal_no_longer_than_the_padding_is_refused_and_one_sample_more_is_taken()
    {
        int pad = FiltFilt.PadLength(Band);
        var error = Assert.Throws<ArgumentException>(() => FiltFilt.Apply(Band, new double[pad]));
        Assert.Contains($"{pad} samples", error.Message, StringComparison.Ordinal);
        Assert.Equal(pad + 1, FiltFilt.Apply(Band, new double[pad + 1]).Length);
    }

    [Fact]
    public void Filtering_may_overwrite_its_input()
    {
        double[] input = Golden.Load("input");
        double[] expected = FiltFilt.Apply(Band, input);
        FiltFilt.Apply(Band, input, input);
        Assert.Equal(expected, input);
    }

    [Fact]
    public void Missing_samples_become_lines_between_their_neighbours()
    {
        double[] samples = [double.NaN, 2, double.NaN, double.NaN, 5, double.NaN];
        Assert.Equal(4, MissingSamples.Interpolate(samples));
        Assert.Equal([2, 2, 3, 4, 5, 5], samples);
        double[] nothing = [double.NaN, double.NaN];
        Assert.Equal(2, MissingSamples.Interpolate(nothing));
        Assert.Equal([0, 0], nothing);
        Assert.Equal(0, MissingSamples.Interpolate([]));
    }
}
