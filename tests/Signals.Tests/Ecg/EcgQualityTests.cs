using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class EcgQualityTests
{
    [Fact]
    public void Indices_equal_numpy()
    {
        JsonElement golden = PhysioGolden.Load("quality");
        SignalQualityIndices indices = SignalQualityIndices.Of(golden.Doubles("samples"), 250, golden.Integers("beats"), golden.Integers("other"));
        Assert.Equal(golden.Double("qsqi"), indices.QSqi, 1e-12);
        Assert.Equal(golden.Double("csqi"), indices.CSqi, 1e-12);
        Assert.Equal(golden.Double("ssqi"), indices.SSqi, 1e-9);
        Assert.Equal(golden.Double("ksqi"), indices.KSqi, 1e-9);
        Assert.Equal(golden.Double("psqi"), indices.PSqi, 1e-9);
        Assert.Equal(golden.Double("bassqi"), indices.BasSqi, 1e-9);
        Assert.Equal(golden.Double("qrspower"), indices.QrsPower, 1e-9);
        Assert.Equal(golden.Double("baselinepower"), indices.BaselinePower, 1e-9);
    }

    [Theory]
    [InlineData(0.7, 8, 0.99, EcgQualityLevel.Excellent)]
    [InlineData(0.25, 8, 0.95, EcgQualityLevel.Acceptable)]
    [InlineData(0.1, 0, 0.5, EcgQualityLevel.Unacceptable)]
    public void The_fuzzy_rule_grades(double qrsPower, double kurtosis, double baseline, EcgQualityLevel level)
    {
        Assert.Equal(level, FuzzyQuality.Level(new SignalQualityIndices(1, 0, 0, kurtosis, 0, 0, qrsPower, baseline)));
    }

    [Fact]
    public void Grades_rise_without_jumps_as_the_spectrum_gets_worse()
    {
        double last = 1;
        for (double p = 0.6; p > 0.05; p -= 0.002)
        {
            double grade = FuzzyQuality.Grade(new SignalQualityIndices(1, 0, 0, 8, 0, 0, p, 0.96));
            Assert.InRange(grade, last - 0.05, last + 0.2);
            last = grade;
        }

        Assert.True(last > 2);
    }

    [Fact]
    public void Generated_records_are_clean_and_noise_is_noisy()
    {
        int clean = 0;
        int all = 0;
        for (int subject = 0; subject < 10; subject++)
        {
            (double[] ecg, _, _) = TestEcg.Generate(subject);
            IReadOnlyList<EcgQualityWindow> windows = EcgQuality.Assess(ecg, 250);
            clean += windows.Count(window => window.IsClean);
            all += windows.Count;
            double[] noise = new double[ecg.Length];
            TestEcg.AddWhite(noise, 0.3, subject);
            Assert.All(EcgQuality.Assess(noise, 250), window => Assert.False(window.IsClean));
        }

        Assert.True(clean >= 0.95 * all, $"{clean} of {all}");
    }

    [Fact]
    public void A_real_half_hour_is_nearly_all_clean()
    {
        (Signal lead, _) = TestEcg.Record100();
        IReadOnlyList<EcgQualityWindow> windows = EcgQuality.Assess(lead.Samples, lead.RateHz);
        Assert.Equal(181, windows.Count);
        Assert.True(windows.Count(window => window.IsClean) >= 175, $"{windows.Count(window => window.IsClean)}");
    }

    [Fact]
    public void Each_defect_is_named_in_its_window_and_annotated()
    {
        (double[] ecg, _, _) = TestEcg.Generate(2, seconds: 65);
        ecg.AsSpan(10 * 250, 300).Fill(double.NaN);
        ecg.AsSpan(20 * 250, 200).Fill(0.123);
        for (int i = 40 * 250; i < 50 * 250; i++)
        {
            ecg[i] = Math.Sin(i / 9.0) > 0 ? 8 : -8;
        }

        ecg[5] = double.PositiveInfinity;
        IReadOnlyList<EcgQualityWindow> windows = EcgQuality.Assess(ecg, 250);
        Assert.Equal(7, windows.Count);
        Assert.True(windows[0].IsClean);
        Assert.Equal(EcgQualityReasons.Missing, windows[1].Reasons);
        Assert.Equal(EcgQualityReasons.Flat, windows[2].Reasons);
        Assert.True(windows[3].IsClean);
        Assert.Equal(EcgQualityReasons.Saturated, windows[4].Reasons);
        Assert.Null(windows[4].Indices);
        Assert.True(windows[5].IsClean);
        Assert.Equal((55 * 250, 60.0, 65.0), (windows[6].Window.Start, windows[6].StartSeconds, windows[6].EndSeconds));
        IReadOnlyList<SignalAnnotation> annotations = EcgQuality.ToAnnotations(windows);
        Assert.Equal(["clean 0 10", "noisy 10 20", "clean 30 10", "noisy 40 10", "clean 50 15"], annotations.Select(annotation => $"{annotation.Text} {annotation.OnsetSeconds} {annotation.DurationSeconds}"));
    }

    [Fact]
    public void Bad_calls_are_refused()
    {
        Assert.Contains("99 Hz", Assert.ThrowsAny<ArgumentException>(() => EcgQuality.Assess(new double[1000], 99)).Message, StringComparison.Ordinal);
        Assert.Contains("499 samples", Assert.ThrowsAny<ArgumentException>(() => EcgQuality.Assess(new double[499], 250)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => SignalQualityIndices.Of(new double[100], 250, [], []));
        Assert.ThrowsAny<ArgumentException>(() => new EcgQualityOptions(mostMissing: 2));
        Assert.ThrowsAny<ArgumentException>(() => new EcgQualityOptions(windowSeconds: 1));
        Assert.All(EcgQuality.Assess(new double[1000], 250), window => Assert.Equal(EcgQualityReasons.Flat, window.Reasons));
        double[] missing = new double[1000];
        Array.Fill(missing, double.NaN);
        Assert.All(EcgQuality.Assess(missing, 250), window => Assert.Equal(EcgQualityReasons.Missing, window.Reasons));
    }
}
