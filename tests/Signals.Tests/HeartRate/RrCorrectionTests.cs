using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class RrCorrectionTests
{
    [Fact]
    public void Classes_equal_those_of_the_paper_in_numpy()
    {
        int artefacts = 0;
        foreach (JsonElement golden in PhysioGolden.Load("rr").EnumerateArray())
        {
            string[] expected = [.. golden.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString() is "normal" ? "none" : kind.GetString()!)];
            RrCorrection correction = RrCorrection.Of(golden.Doubles("times"));
            Assert.Equal(expected, correction.Kinds.Select(kind => kind.ToString().ToLowerInvariant()));
            artefacts += expected.Count(kind => kind != "none");
        }

        Assert.True(artefacts > 30);
    }

    [Fact]
    public void Missed_and_extra_beats_are_put_right()
    {
        double[] sound = Sound(200);
        double[] broken = [.. sound[..50], .. sound[51..120], sound[119] + 0.35, .. sound[120..]];
        RrCorrection correction = RrCorrection.Of(broken);
        Assert.Equal(1, correction.Count(RrArtefact.Missed));
        Assert.Equal(1, correction.Count(RrArtefact.Extra));
        Assert.Equal(RrArtefact.Missed, correction.Kinds[50]);
        Assert.Equal(RrArtefact.Extra, correction.Kinds[119]);
        Assert.Equal(sound.Length, correction.BeatSeconds.Length);
        for (int i = 0; i < sound.Length; i++)
        {
            Assert.Equal(sound[i], correction.BeatSeconds[i], 0.05);
        }
    }

    [Fact]
    public void An_ectopic_beat_is_moved_between_its_neighbours()
    {
        double[] sound = Sound(150);
        double[] broken = [.. sound];
        broken[70] -= 0.3;
        RrCorrection correction = RrCorrection.Of(broken);
        Assert.Contains(RrArtefact.Ectopic, correction.Kinds[69..73]);
        Assert.Equal(sound[70], correction.BeatSeconds[70], 0.03);
        Assert.Equal(sound[30], correction.BeatSeconds[30]);
        double[] intervals = correction.IntervalsMs();
        Assert.Equal(149, intervals.Length);
        Assert.All(intervals, interval => Assert.InRange(interval, 700, 1000));
    }

    [Fact]
    public void Variability_returns_to_that_of_the_sound_series()
    {
        double[] sound = Sound(300);
        double[] broken = [.. sound];
        foreach (int at in new[] { 40, 100, 160, 220, 280 })
        {
            broken[at] -= 0.25;
        }

        static double Rmssd(double[] beats) => TimeDomainHrv.Of(new RrCorrection([], beats).IntervalsMs()).RmssdMs;
        Assert.True(Rmssd(broken) > 2 * Rmssd(sound));
        Assert.Equal(Rmssd(sound), Rmssd(RrCorrection.Of(broken).BeatSeconds), 0.2 * Rmssd(sound));
    }

    [Fact]
    public void Short_and_level_series_stay_and_falling_ones_are_refused()
    {
        Assert.Empty(RrCorrection.Of(ReadOnlySpan<double>.Empty).BeatSeconds);
        Assert.Equal([1, 2, 5], RrCorrection.Of([1.0, 2, 5]).BeatSeconds);
        double[] level = [.. Enumerable.Range(0, 50).Select(i => i * 0.8)];
        Assert.Equal(level, RrCorrection.Of(level).BeatSeconds);
        Assert.Equal(level.Length, RrCorrection.Of([.. Enumerable.Range(0, 50).Select(i => i * 200)], 250).BeatSeconds.Length);
        Assert.Contains("beat 2", Assert.Throws<ArgumentException>(() => RrCorrection.Of([1.0, 2, 2])).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => RrCorrection.Of([1.0, double.NaN]));
        Assert.ThrowsAny<ArgumentException>(() => RrCorrection.Of([1, 2], 0));
    }

    private static double[] Sound(int count)
    {
        Random random = new(4);
        double[] beats = new double[count];
        for (int i = 1; i < count; i++)
        {
            beats[i] = beats[i - 1] + 0.85 + (0.03 * Math.Sin(i / 5.0)) + (0.02 * Math.Sin(i / 23.0)) + (0.02 * (random.NextDouble() - 0.5));
        }

        return beats;
    }
}
