using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class PpgTests
{
    [Fact]
    public void Peaks_and_onsets_equal_the_paper_in_scipy()
    {
        int peaks = 0;
        foreach (JsonElement golden in PhysioGolden.Load("ppg").EnumerateArray())
        {
            double[] samples = golden.Doubles("samples");
            double rateHz = golden.Double("rate");
            int[] found = PpgPulses.Detect(samples, rateHz);
            Assert.Equal(golden.Integers("peaks"), found);
            int[] onsets = PpgPulses.Onsets(samples, rateHz, found);
            Assert.Equal(golden.Integers("onsets")[1..], onsets[1..]);
            peaks += found.Length;
        }

        Assert.True(peaks > 80);
    }

    [Theory]
    [InlineData(45, 100)]
    [InlineData(70, 64)]
    [InlineData(110, 125)]
    [InlineData(160, 250)]
    public void Generated_pulses_are_found(double bpm, double rateHz)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            SyntheticPpg record = PpgSynthesizer.Generate(new PpgSynthesisOptions(rateHz, 60, seed) { PulseBpm = bpm, Noise = 0.05 });
            int[] truth = [.. record.PeakSeconds.Select(time => (int)Math.Round(time * rateHz))];
            int[] found = PpgPulses.Detect(record.Samples, rateHz);
            BeatComparison comparison = BeatComparison.Compare(truth, found, rateHz, 0.1);
            Assert.True(comparison.FalseNegatives <= 2 && comparison.FalsePositives <= 2, $"{bpm} {seed}: {comparison}");
            Assert.Equal(bpm, PpgPulses.RateBpm(found, rateHz), 0.03 * bpm);
        }
    }

    [Fact]
    public void Quality_tells_pulses_from_noise_and_movement()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            SyntheticPpg record = PpgSynthesizer.Generate(new PpgSynthesisOptions(100, 12, seed));
            PpgQuality good = PpgQuality.Of(record.Samples, 100);
            Assert.True(good.IsGood, good.ToString());
            Assert.InRange(good.RateBpm, 65, 75);
            double[] noise = new double[1200];
            TestEcg.AddWhite(noise, 1, seed);
            Assert.False(PpgQuality.Of(noise, 100).IsGood);
            record.Samples.AsSpan(400, 350).Fill(50);
            Assert.False(PpgQuality.Of(record.Samples, 100).IsGood);
        }

        PpgQuality none = PpgQuality.Of(new double[500], 100);
        Assert.False(none.IsGood);
        Assert.Empty(none.Peaks);
    }

    [Fact]
    public void Pulses_of_a_real_recording_follow_its_heart_beats()
    {
        SignalRecord record = SignalFile.Open(Assets.Require("wfdb", "wfdb-python", "a103l.hea")).Read();
        Signal pulse = record.Signals.Single(signal => signal.Label == "PLETH");
        double[] ppg = pulse.Samples[..(120 * 250)];
        int[] beats = new HamiltonDetector().Detect(record.Signals[0].Samples.AsSpan(0, ppg.Length), 250);
        int[] peaks = PpgPulses.Detect(ppg, 250);
        Assert.Equal(PpgPulses.RateBpm(beats, 250), PpgPulses.RateBpm(peaks, 250), 1);
        Assert.InRange(peaks.Length, beats.Length - 2, beats.Length + 2);
        for (int second = 0; second < 120; second += 10)
        {
            Assert.True(PpgQuality.Of(ppg.AsSpan(second * 250, 2500), 250).IsGood, $"{second}");
        }

        // The sensor loses contact later.
        Assert.Contains(Enumerable.Range(16, 4), part => !PpgQuality.Of(pulse.Samples.AsSpan(part * 2500, 2500), 250).IsGood);
    }

    [Fact]
    public void Perfusion_is_the_height_of_pulses_over_the_level()
    {
        SyntheticPpg record = PpgSynthesizer.Generate(new PpgSynthesisOptions(200, 20) { Ac = 2, Dc = 100, Noise = 0, Wander = 0, Dicrotic = 0, Variability = 0, PulseBpm = 60 });
        int[] peaks = PpgPulses.Detect(record.Samples, 200);
        double[] index = PpgPerfusion.Index(record.Samples, PpgPulses.Onsets(record.Samples, 200, peaks), peaks);

        // The mean of a bell of height 2 and width 0.09 s over a second adds 0.45.
        double expected = 100 * 2 / (100 + (2 * 0.09 * Math.Sqrt(2 * Math.PI)));
        Assert.All(index[1..^1], value => Assert.Equal(expected, value, 0.01 * expected));
        Assert.True(double.IsNaN(index[^1]));
    }

    [Fact]
    public void Equal_seeds_give_equal_records()
    {
        PpgSynthesisOptions options = new(100, 5, 4);
        Assert.Equal(PpgSynthesizer.Generate(options).Samples, PpgSynthesizer.Generate(options).Samples);
        Assert.NotEqual(PpgSynthesizer.Generate(options).Samples, PpgSynthesizer.Generate(new PpgSynthesisOptions(100, 5, 5)).Samples);
    }

    [Fact]
    public void Bad_calls_name_both_sides()
    {
        Refused(() => PpgPulses.Detect(new double[100], 19), "19 Hz");
        Refused(() => PpgPulses.Detect(new double[100], 100), "100 samples");
        Refused(() => PpgPulses.Detect([.. new double[300], double.NaN], 100), "sample 300");
        Refused(() => PpgPulses.Onsets(new double[10], 100, [11]), "sample 11 of 10");
        Refused(() => PpgPerfusion.Index(new double[10], [1], [2, 3]), "1 onsets", "2 peaks");
        Refused(() => PpgPerfusion.Index(new double[10], [5], [3]), "5", "3 of 10");
        Refused(() => PpgSynthesizer.Generate(new PpgSynthesisOptions { PulseBpm = 10 }), "10", "30");
        Assert.Equal([-1], PpgPulses.Onsets(new double[] { 1, 2, 3 }, 100, [2]));
        Assert.True(double.IsNaN(PpgPulses.RateBpm([3], 100)));
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
