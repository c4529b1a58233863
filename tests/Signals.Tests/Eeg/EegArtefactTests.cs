using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class EegArtefactTests
{
    [Fact]
    public void Muscle_activity_equals_scipy_and_is_marked()
    {
        JsonElement golden = PhysioGolden.Load("eeg");
        Signal[] channels = [.. Enumerable.Range(0, 3).Select(c => new Signal($"C{c + 1}", "uV", 512, [.. Enumerable.Range(0, 512 * 20).Select(m =>
            Math.Sin((Math.Pow(m, 1.31) / 3.0) + c) + (Math.Sin(m * (1.45 + (0.01 * c))) * (m is > 5000 and < 5600 ? 7 : 1)))]))];
        double[] activity = EegArtefacts.MuscleActivity(channels, 110, 140);
        Golden.Equal(golden.Doubles("activity"), activity.Where((_, i) => i % 40 == 0).ToArray(), 1e-6);
        SignalAnnotation mark = Assert.Single(EegArtefacts.Find(channels));
        Assert.Equal(EegArtefacts.Muscle, mark.Text);
        Assert.Equal(5000 / 512.0, mark.OnsetSeconds, 0.25);
        Assert.Equal(600 / 512.0, mark.DurationSeconds!.Value, 0.4);
    }

    [Fact]
    public void Amplitudes_and_jumps_are_marked_with_a_margin_and_joined()
    {
        double[] samples = [.. Enumerable.Range(0, 1000).Select(i => 20 * Math.Sin(i / 5.0))];
        for (int i = 300; i < 310; i++)
        {
            samples[i] = 250;
        }

        samples[325] = -300;
        samples[700] = double.NaN;
        samples[999] = 400;
        IReadOnlyList<SignalAnnotation> marks = EegArtefacts.Find([new Signal("C3", "uV", 100, samples)], new EegArtefactOptions { MostGradient = 10 });
        Assert.Equal(["amplitude 2.90 0.46", "amplitude 9.89 0.11", "gradient 2.90 0.47", "gradient 9.89 0.11"],
            marks.Select(mark => FormattableString.Invariant($"{mark.Text} {mark.OnsetSeconds:f2} {mark.DurationSeconds:f2}")));
        Assert.Empty(EegArtefacts.Find([new Signal("C3", "uV", 100, new double[100])]));
    }

    [Fact]
    public void Hum_is_measured_named_and_removed()
    {
        double[] clean = new double[5000];
        TestEcg.AddWhite(clean, 10, 3);
        Assert.Null(LineNoise.Detect(clean, 500));
        foreach (double mains in new[] { 50.0, 60 })
        {
            double[] humming = [.. clean.Select((x, i) => x + (10 * Math.Sin(2 * Math.PI * mains * i / 500)) + (5 * Math.Sin(2 * Math.PI * 2 * mains * i / 500)))];
            Assert.Equal(mains, LineNoise.Detect(humming, 500));
            Assert.True(LineNoise.ProminenceDb(humming, 500, mains) > 10);
            double[] quiet = LineNoise.Remove(humming, 500, mains);
            Assert.Null(LineNoise.Detect(quiet, 500));
            Assert.True(LineNoise.ProminenceDb(quiet, 500, 2 * mains) < 3);
            double error = Math.Sqrt(quiet.Zip(clean, (a, b) => (a - b) * (a - b)).Skip(500).Take(4000).Average());
            Assert.True(error < 2.5, $"{error}");
        }

        Assert.Equal(0, LineNoise.ProminenceDb(new double[5000], 500, 50));
    }

    [Fact]
    public void Bad_calls_name_both_sides()
    {
        Assert.Contains("1000 samples", Assert.ThrowsAny<ArgumentException>(() => LineNoise.Detect(new double[1000], 500)).Message, StringComparison.Ordinal);
        Assert.Contains("100 Hz", Assert.ThrowsAny<ArgumentException>(() => LineNoise.Detect(new double[1000], 100)).Message, StringComparison.Ordinal);
        Assert.Contains("100 Hz", Assert.ThrowsAny<ArgumentException>(() => LineNoise.Remove(new double[1000], 100, 50)).Message, StringComparison.Ordinal);
        Assert.Contains("20 samples", Assert.ThrowsAny<ArgumentException>(() => EegArtefacts.Find([new Signal("a", "", 9, new double[10]), new Signal("b", "", 9, new double[20])])).Message, StringComparison.Ordinal);
    }
}
