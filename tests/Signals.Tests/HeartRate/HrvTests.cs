using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>Figures against numpy and scipy; see tests/Golden/hrv/make.py.</summary>
public sealed class HrvTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "hrv", "hrv.json"))).RootElement;
    private static readonly double[] s_nn = [.. s_golden.GetProperty("nn").EnumerateArray().Select(value => value.GetDouble())];

    [Fact]
    public void Time_domain_agrees()
    {
        TimeDomainHrv hrv = TimeDomainHrv.Of(s_nn);
        Equal("time", "mean", hrv.MeanNniMs);
        Equal("time", "sdnn", hrv.SdnnMs);
        Equal("time", "sdsd", hrv.SdsdMs);
        Equal("time", "rmssd", hrv.RmssdMs);
        Equal("time", "median", hrv.MedianNniMs);
        Equal("time", "range", hrv.RangeNniMs);
        Equal("time", "nni50", hrv.Nni50);
        Equal("time", "pnni50", hrv.Pnni50);
        Equal("time", "nni20", hrv.Nni20);
        Equal("time", "pnni20", hrv.Pnni20);
        Equal("time", "mad", hrv.MadNniMs);
        Equal("time", "meanHr", hrv.MeanHr);
        Equal("time", "maxHr", hrv.MaxHr);
        Equal("time", "minHr", hrv.MinHr);
        Equal("time", "stdHr", hrv.StdHr);
        Assert.Equal(hrv.RmssdMs / hrv.MeanNniMs, hrv.Cvsd, 1e-15);
        Assert.Equal(hrv.SdnnMs / hrv.MeanNniMs, hrv.Cvnni, 1e-15);
    }

    [Fact]
    public void Other_domains_agree()
    {
        PoincareHrv poincare = PoincareHrv.Of(s_nn);
        Equal("poincare", "sd1", poincare.Sd1Ms);
        Equal("poincare", "sd2", poincare.Sd2Ms);
        Equal("poincare", "csi", poincare.Csi);
        Equal("poincare", "cvi", poincare.Cvi);
        Equal("poincare", "modified", poincare.ModifiedCsi);
        FrequencyDomainHrv frequency = FrequencyDomainHrv.Welch(s_nn);
        Equal("welch", "vlf", frequency.Vlf);
        Equal("welch", "lf", frequency.Lf);
        Equal("welch", "hf", frequency.Hf);
        Equal("entropy", "sample", SampleEntropy.Of(s_nn.AsSpan(0, 300)));
        Equal("entropy", "approximate", SampleEntropy.Approximate(s_nn.AsSpan(0, 300)));
        Equal("dfa", "short", DetrendedFluctuation.Short(s_nn));
        Equal("dfa", "long", DetrendedFluctuation.Long(s_nn));
    }

    [Fact]
    public void Uneven_periodogram_finds_the_power_of_its_bands()
    {
        // 30 ms at 0.1 Hz and 20 ms at 0.25 Hz: 450 and 200 ms², and noise that spreads over 0 to 0.625 Hz.
        FrequencyDomainHrv lomb = FrequencyDomainHrv.Lomb(s_nn);
        Assert.InRange(lomb.Lf, 430, 530);
        Assert.InRange(lomb.Hf, 230, 340);
        Assert.Equal(100, lomb.LfNormalized + lomb.HfNormalized, 1e-9);
    }

    [Fact]
    public void Triangle_of_a_triangle_is_its_base()
    {
        double[] nn = [.. Enumerable.Range(0, 21).SelectMany(bin => Enumerable.Repeat(700 + (bin * 10) + 5.0, 100 - (10 * Math.Abs(bin - 10))))];
        GeometricHrv hrv = GeometricHrv.Of(nn, binMs: 10);
        Assert.Equal(200, hrv.TinnMs);
        Assert.Equal(nn.Length / 100.0, hrv.TriangularIndex);
    }

    [Fact]
    public void Cleaning_follows_each_rule()
    {
        double[] rr = [800, 810, 1000, 640, 800, 2500, 790, 100, 805];
        double nan = double.NaN;
        double[] malik = [.. rr];
        Assert.Equal(4, NnIntervals.MarkEctopic(malik, EctopicRule.Malik));
        Assert.Equal([800, 810, nan, 640, nan, 2500, nan, 100, nan], malik);
        double[] kamath = [.. rr];
        NnIntervals.MarkEctopic(kamath, EctopicRule.Kamath);
        Assert.Equal([800, 810, 1000, nan, 800, nan, 790, nan, 805], kamath);
        double[] karlsson = [800, 810, 1100, 820, 815];
        Assert.Equal(1, NnIntervals.MarkEctopic(karlsson, EctopicRule.Karlsson));
        Assert.Equal([800, 810, nan, 820, 815], karlsson);
        double[] acar = [800, 800, 800, 800, 800, 800, 800, 800, 800, 950, 960, 970];
        NnIntervals.MarkEctopic(acar, EctopicRule.Acar);
        Assert.Equal([800, 800, 800, 800, 800, 800, 800, 800, 800, 950, 960, 970], acar);
        acar = [800, 800, 800, 800, 800, 800, 800, 800, 800, 960, 640.5, 970];
        NnIntervals.MarkEctopic(acar, EctopicRule.Acar);
        Assert.Equal([800, 800, 800, 800, 800, 800, 800, 800, 800, nan, 640.5, nan], acar);
        Assert.Equal([800, 810, 800, 790, 780], NnIntervals.Clean([100, 810, 5000, 790, 2600], new NnOptions(rule: EctopicRule.None)).Select((value, i) => i switch { 0 => value - 10, 4 => value - 10, _ => value }));
        Assert.All(NnIntervals.Clean([10, 20]), value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Too_few_intervals_are_refused_with_their_number()
    {
        Assert.Contains("1 intervals", Assert.Throws<ArgumentException>(() => TimeDomainHrv.Of([800])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PoincareHrv.Of([800, 810]));
        Assert.Throws<ArgumentException>(() => FrequencyDomainHrv.Welch([800, 200]));
        Assert.Throws<ArgumentException>(() => SampleEntropy.Of([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => DetrendedFluctuation.Short(new double[15]));
        Assert.Throws<ArgumentException>(() => GeometricHrv.Of([]));
        Assert.Equal(double.PositiveInfinity, SampleEntropy.Of([1, 2, 4, 8, 16]));
    }

    private static void Equal(string part, string key, double actual)
    {
        double expected = s_golden.GetProperty(part).GetProperty(key).GetDouble();
        Assert.InRange(actual, expected - (1e-10 * Math.Abs(expected)), expected + (1e-10 * Math.Abs(expected)));
    }
}
