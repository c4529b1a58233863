using System.Globalization;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class EcgDelineatorTests
{
    /// <summary>Where the bells of generated waves have a twentieth of their height: the truth that bounds are measured against.</summary>
    private const double Foot = 0.05;

    // Lower bells of a complex, as shares of its highest, cannot be seen; higher ones must be. Of those between the bounds may hold or leave out.
    private const double Invisible = 0.03;
    private const double Visible = 0.12;

    [Theory]
    [InlineData(250, 0.0, 0)]
    [InlineData(500, 0.0, 0)]
    [InlineData(360, 0.0, 0)]
    [InlineData(250, 0.01, 0)]
    [InlineData(500, 0.0, 100)]
    [InlineData(250, 0.01, 100)]
    public void Bounds_of_generated_waves_are_found_within_tolerances_for_cardiologists(double rateHz, double noiseMv, int firstSubject)
    {
        var errors = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        int beats = 0;
        int found = 0;
        for (int subject = firstSubject; subject < firstSubject + 20; subject++)
        {
            (double[] ecg, SyntheticEcg record, int[] places) = TestEcg.Generate(subject, rateHz: rateHz);
            TestEcg.AddWhite(ecg, noiseMv, subject);
            BeatWaves[] waves = EcgDelineator.Delineate(ecg, rateHz, places);
            EcgMorphology shape = EcgSubject.Draw(21, subject).Sinus;
            for (int i = 1; i < places.Length - 1; i++)
            {
                double time = record.Beats[i].TimeSeconds;
                double interval = Math.Clamp(time - record.Beats[i - 1].TimeSeconds, 0.35, 1.6);
                beats += 3;
                found += Compare(errors, "P", waves[i].P, [shape.P], interval, time, rateHz)
                    + Compare(errors, "QRS", waves[i].Qrs, [.. shape.Qrs], interval, time, rateHz)
                    + Compare(errors, "T", waves[i].T, [.. shape.T], interval, time, rateHz);
            }
        }

        string report = string.Join("\n", errors.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key,-10} {pair.Value.Average(),6:f1} ± {Deviation(pair.Value),5:f1} ms, {pair.Value.Count} beats")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{rateHz} Hz, noise {noiseMv} mV, subjects from {firstSubject}, found {found} of {beats}\n{report}");

        // Tolerances for deviations of the CSE working party (1985), as Martínez et al. quote them; twice those with noise.
        double factor = noiseMv > 0 ? 2 : 1;
        foreach ((string name, double most) in new[] { ("P onset", 10.2), ("P end", 12.7), ("QRS onset", 6.5), ("QRS end", 11.6), ("T end", 30.6), ("P peak", 10), ("T peak", 15) })
        {
            Assert.True(Deviation(errors[name]) <= factor * most, report);
            Assert.True(Math.Abs(errors[name].Average()) <= 30, report);
        }

        Assert.True(found >= (noiseMv > 0 ? 0.9 : 0.97) * beats, $"{found} of {beats}\n{report}");
    }

    [Fact]
    public void A_lead_upside_down_has_the_same_bounds()
    {
        (double[] ecg, _, int[] places) = TestEcg.Generate(3);
        BeatWaves[] upright = EcgDelineator.Delineate(ecg, 250, places);
        BeatWaves[] inverted = EcgDelineator.Delineate(Array.ConvertAll(ecg, value => -value), 250, places);
        Assert.Equal(upright, inverted);
    }

    [Fact]
    public void Waves_of_a_real_half_hour_are_plausible()
    {
        (Signal lead, WfdbAnnotation[] annotations) = TestEcg.Record100();
        int[] peaks = new HamiltonDetector().Detect(lead.Samples, lead.RateHz);
        BeatWaves[] waves = EcgDelineator.Delineate(lead.Samples, lead.RateHz, peaks);
        EcgIntervals median = EcgIntervals.Median(EcgIntervals.Of(waves, lead.RateHz));
        string text = $"PR {median.PrMs:f0} QRS {median.QrsMs:f0} QT {median.QtMs:f0} QTc {median.QtcBazettMs:f0} ms; P {waves.Count(wave => wave.P is not null)}, T {waves.Count(wave => wave.T is not null)} of {waves.Length}";
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.InRange(median.PrMs, 120, 220);
        Assert.InRange(median.QrsMs, 60, 120);
        
        // The T wave of this lead sinks slowly until half a second after the R peak.
        Assert.InRange(median.QtMs, 380, 520);
        Assert.InRange(median.QtcBazettMs, 420, 580);
        Assert.True(waves.Count(wave => wave.P is not null) > 0.95 * waves.Length, text);
        Assert.True(waves.Count(wave => wave.T is not null) > 0.95 * waves.Length, text);
        foreach (BeatWaves wave in waves)
        {
            Assert.True(wave.Qrs is not { } qrs || (qrs.Onset <= wave.RPeak && qrs.End >= wave.RPeak));
            Assert.True(wave.P is not { } p || (p.Onset <= p.Peak && p.Peak <= p.End && p.End <= wave.Qrs!.Value.Onset));
            Assert.True(wave.T is not { } t || (t.Onset <= t.Peak && t.Peak <= t.End && t.Onset >= wave.Qrs!.Value.End));
        }

        Assert.Equal(2273, annotations.Length);
    }

    [Fact]
    public void Ventricular_beats_are_wide_and_have_no_p_wave()
    {
        List<double> normal = [];
        List<double> wide = [];
        for (int subject = 0; subject < 40; subject++)
        {
            (double[] ecg, SyntheticEcg record, int[] places) = TestEcg.Generate(subject, HeartRhythm.Other);
            if (record.Other != OtherRhythm.VentricularEctopy)
            {
                continue;
            }

            EcgIntervals[] intervals = EcgIntervals.Of(EcgDelineator.Delineate(ecg, 250, places), 250);
            for (int i = 1; i < intervals.Length - 1; i++)
            {
                (record.Beats[i].Kind == BeatKind.VentricularPremature ? wide : normal).Add(intervals[i].QrsMs);
            }
        }

        Assert.True(wide.Count >= 5);
        Assert.True(wide.Average() > 1.4 * normal.Average(), $"{wide.Average()} {normal.Average()}");
    }

    [Fact]
    public void Corrections_of_qt_equal_hand_figures()
    {
        EcgIntervals interval = new(810, 160, 90, 360);
        Assert.Equal(400, interval.QtcBazettMs, 1e-9);
        Assert.Equal(360 / Math.Pow(0.81, 1.0 / 3), interval.QtcFridericiaMs, 1e-9);
        Assert.Equal(360 + (154 * 0.19), interval.QtcFraminghamMs, 1e-9);
        Assert.Equal(360 + (1.75 * ((60000.0 / 810) - 60)), interval.QtcHodgesMs, 1e-9);
        Assert.True(double.IsNaN(QtCorrection.Bazett(double.NaN, 800)));
    }

    [Fact]
    public void Intervals_miss_what_waves_miss()
    {
        EcgIntervals[] intervals = EcgIntervals.Of([new(100, null, new(90, 100, 110), new(140, 160, 190)), new(350, new(300, 310, 320), new(340, 350, 362), null), new(600, null, null, null)], 250);
        Assert.True(double.IsNaN(intervals[0].RrMs) && double.IsNaN(intervals[0].PrMs));
        Assert.Equal((80, 400), (intervals[0].QrsMs, intervals[0].QtMs));
        Assert.Equal((1000, 160, 88), (intervals[1].RrMs, intervals[1].PrMs, intervals[1].QrsMs));
        Assert.True(double.IsNaN(intervals[1].QtMs) && double.IsNaN(intervals[2].QrsMs));
        EcgIntervals median = EcgIntervals.Median(intervals);
        Assert.Equal(new EcgIntervals(1000, 160, 84, 400), median);
        Assert.True(double.IsNaN(EcgIntervals.Median([]).QtMs));
    }

    [Fact]
    public void Flat_signals_short_signals_and_bad_calls_are_handled()
    {
        Assert.All(EcgDelineator.Delineate(new double[1000], 250, [0, 500, 999]), wave => Assert.Null(wave.Qrs));
        Assert.Empty(EcgDelineator.Delineate(new double[1000], 250, []));
        (double[] ecg, _, _) = TestEcg.Generate(1);
        Assert.Equal(4, EcgDelineator.Delineate(ecg.AsSpan(0, 300), 250, [0, 1, 298, 299]).Length);
        Assert.Contains("peak 1", Assert.ThrowsAny<ArgumentException>(() => EcgDelineator.Delineate(ecg, 250, [5, 5])).Message, StringComparison.Ordinal);
        Assert.Contains("99999", Assert.ThrowsAny<ArgumentException>(() => EcgDelineator.Delineate(ecg, 250, [99999])).Message, StringComparison.Ordinal);
        Assert.Contains("90 Hz", Assert.ThrowsAny<ArgumentException>(() => EcgDelineator.Delineate(ecg, 90, [5])).Message, StringComparison.Ordinal);
    }

    private static int Compare(SortedDictionary<string, List<double>> errors, string wave, WaveBounds? found, EcgWave[] bells, double interval, double time, double rateHz)
    {
        if (found is not WaveBounds bounds)
        {
            return 0;
        }

        (double Onset, double Peak, double End) wide = Truth(bells, Invisible, interval);
        (double Onset, double Peak, double End) narrow = Truth(bells, Visible, interval);
        Add(errors, wave + " onset", (bounds.Onset / rateHz) - time, wide.Onset, narrow.Onset);
        Add(errors, wave + " end", (bounds.End / rateHz) - time, wide.End, narrow.End);
        if (wave != "QRS")
        {
            Add(errors, wave + " peak", (bounds.Peak / rateHz) - time, narrow.Peak, narrow.Peak);
        }

        return 1;
    }

    /// <summary>Notes the distance, in milliseconds, from the nearer of two truths.</summary>
    private static void Add(SortedDictionary<string, List<double>> errors, string name, double seconds, double truth, double other)
    {
        if (!errors.TryGetValue(name, out List<double>? list))
        {
            errors[name] = list = [];
        }

        list.Add(1000 * (seconds - (Math.Abs(seconds - truth) < Math.Abs(seconds - other) ? truth : other)));
    }

    private static double Deviation(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>First and last moment where a bell has a share of its own height, of bells that reach a share of the highest; and where the sum is greatest.</summary>
    private static (double Onset, double Peak, double End) Truth(EcgWave[] waves, double share, double interval)
    {
        double reach = Math.Sqrt(-2 * Math.Log(Foot));
        double highest = waves.Max(wave => Math.Abs(wave.AmplitudeMv));
        EcgWave[] seen = [.. waves.Where(wave => Math.Abs(wave.AmplitudeMv) >= share * highest).Select(wave => wave.Stretched(Math.Pow(interval, wave.RateExponent)))];
        double onset = seen.Min(wave => wave.OffsetSeconds - (reach * wave.WidthSeconds));
        double end = seen.Max(wave => wave.OffsetSeconds + (reach * wave.WidthSeconds));
        double peak = Enumerable.Range(0, 2000).Select(i => onset + (i * (end - onset) / 2000)).MaxBy(t => Math.Abs(seen.Sum(wave => wave.AmplitudeMv * Math.Exp(-0.5 * Math.Pow((t - wave.OffsetSeconds) / wave.WidthSeconds, 2)))));
        return (onset, peak, end);
    }
}
