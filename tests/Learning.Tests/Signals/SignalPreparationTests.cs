using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class SignalPreparationTests
{
    private static readonly SignalPreparation ToHundred = new(100);

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(250)]
    [InlineData(300)]
    [InlineData(360)]
    [InlineData(1000)]
    [InlineData(62.5)]
    public void Result_has_the_rate_wanted_mean_0_and_deviation_1(double rateHz)
    {
        double[] samples = Wave(rateHz, 20, t => 3 + (0.7 * Math.Sin(2 * Math.PI * 1.3 * t)));
        float[] prepared = ToHundred.Apply(samples, rateHz);
        Assert.Equal(2000, prepared.Length, tolerance: 1);
        Assert.Equal(0, prepared.Average(), 1e-5);
        Assert.Equal(1, Math.Sqrt(prepared.Average(x => (double)x * x)), 1e-5);
        Assert.True(Correlation(prepared, t => Math.Sin(2 * Math.PI * 1.3 * t)) > 0.995);
    }

    [Fact]
    public void Gain_and_offset_of_the_recorder_do_not_matter()
    {
        double[] samples = Wave(300, 20, t => Math.Sin(2 * Math.PI * t) + (0.3 * Math.Sin(2 * Math.PI * 7 * t)));
        float[] expected = ToHundred.Apply(samples, 300);
        float[] other = ToHundred.Apply(Array.ConvertAll(samples, x => (1000 * x) - 250), 300);
        AssertClose(expected, other, 1e-4f);
    }

    [Fact]
    public void Baseline_wander_and_mains_hum_are_removed()
    {
        double[] samples = Wave(500, 40, t => Math.Sin(2 * Math.PI * 5 * t) + (8 * Math.Sin(2 * Math.PI * 0.05 * t)) + (0.5 * Math.Sin(2 * Math.PI * 120 * t)));
        Assert.True(Correlation(ToHundred.Apply(samples, 500), t => Math.Sin(2 * Math.PI * 5 * t)) > 0.995);
    }

    [Fact]
    public void Missing_samples_are_bridged()
    {
        double[] samples = Wave(300, 20, t => Math.Sin(2 * Math.PI * t));
        float[] whole = ToHundred.Apply(samples, 300);
        samples.AsSpan(3000, 15).Fill(double.NaN);
        samples.AsSpan(0, 3).Fill(double.NaN);
        float[] bridged = ToHundred.Apply(samples, 300);
        Assert.All(bridged, x => Assert.True(float.IsFinite(x)));
        AssertClose(whole[100..900], bridged[100..900], 0.02f);
    }

    [Fact]
    public void Low_input_rate_lowers_the_upper_corner()
    {
        // 40 Hz lies above half of 30 Hz; the corner becomes 13.5 Hz, and 14.6 Hz must all but vanish.
        double[] samples = Wave(30, 40, t => Math.Sin(2 * Math.PI * 5 * t) + Math.Sin(2 * Math.PI * 14.6 * t));
        float[] prepared = ToHundred.Apply(samples, 30);
        Assert.Equal(4000, prepared.Length);
        Assert.True(Correlation(prepared, t => Math.Sin(2 * Math.PI * 5 * t)) > 0.98);
    }

    [Fact]
    public void Low_output_rate_lowers_the_upper_corner_too()
    {
        double[] samples = Wave(300, 40, t => Math.Sin(2 * Math.PI * 2 * t) + Math.Sin(2 * Math.PI * 35 * t));
        float[] prepared = new SignalPreparation(20).Apply(samples, 300);
        Assert.True(Correlation(prepared, t => Math.Sin(2 * Math.PI * 2 * t), 20) > 0.99);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(4, 100)]
    [InlineData(-1234.567, 300)]
    [InlineData(1e-6, 360)]
    public void Constant_signal_becomes_zeros(double value, double rateHz)
        => Assert.All(ToHundred.Apply(Wave(rateHz, 10, _ => value), rateHz), x => Assert.Equal(0f, x));

    [Fact]
    public void Single_precision_input_gives_the_same_result()
    {
        float[] samples = Array.ConvertAll(Wave(300, 10, t => Math.Sin(2 * Math.PI * t)), x => (float)x);
        Assert.Equal(ToHundred.Apply(Array.ConvertAll(samples, x => (double)x), 300), ToHundred.Apply(samples, 300));
    }

    [Fact]
    public void Unusable_signals_are_refused_with_their_values()
    {
        double[] good = Wave(300, 10, t => Math.Sin(2 * Math.PI * t));
        Refused([], 300, "all 0 samples");
        Refused([double.NaN, double.NaN], 300, "all 2 samples");
        Refused(good[..8], 300, "8 samples are too few");
        Refused(good, 1, "the rate is 1 Hz");
        Refused(good, 0, "the rate is 0 Hz");
        Refused(good, double.NaN, "the rate is NaN Hz");
        Refused(good, double.PositiveInfinity, "Hz");
        Refused(good, 100 * Math.PI, "no ratio of whole numbers to 100 Hz");
    }

    [Fact]
    public void Signal_of_a_file_is_named_in_the_message()
    {
        DataException error = Assert.Throws<DataException>(() => ToHundred.Apply(new Signal("MLII", "mV", 300, [1, 2, 3]), "day 1/100.hea"));
        Assert.Contains("day 1/100.hea", error.Message, StringComparison.Ordinal);
        Assert.Contains("MLII", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 samples are too few", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 0, 40)]
    [InlineData(100, 40, 40)]
    [InlineData(1, 0.5, 40)]
    [InlineData(double.NaN, 0.5, 40)]
    public void Impossible_corners_are_refused(double rateHz, double lowHz, double highHz)
        => Assert.Contains("low", Assert.Throws<ArgumentOutOfRangeException>(() => new SignalPreparation(rateHz, lowHz, highHz)).Message, StringComparison.Ordinal);

    private static void Refused(double[] samples, double rateHz, string reason)
        => Assert.Contains(reason, Assert.Throws<DataException>(() => ToHundred.Apply(samples, rateHz)).Message, StringComparison.Ordinal);

    private static double[] Wave(double rateHz, double seconds, Func<double, double> at)
        => [.. Enumerable.Range(0, (int)(rateHz * seconds)).Select(i => at(i / rateHz))];

    /// <summary>Correlation with a wave, without two seconds at either end.</summary>
    private static double Correlation(float[] samples, Func<double, double> wave, double rateHz = 100)
    {
        int edge = (int)(2 * rateHz);
        (double xy, double xx, double yy) = (0, 0, 0);
        for (int i = edge; i < samples.Length - edge; i++)
        {
            double y = wave(i / rateHz);
            xy += samples[i] * y;
            xx += (double)samples[i] * samples[i];
            yy += y * y;
        }

        return xy / Math.Sqrt(xx * yy);
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
