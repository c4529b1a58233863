using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Synthesis;

public sealed class RhythmTests
{
    private static readonly EcgSynthesizer Clean = new(new EcgSynthesisOptions(rateHz: 300, noiseScale: 0));

    [Fact]
    public void Normal_rhythm_has_the_rate_and_variability_of_its_subject()
    {
        EcgSynthesizer longRecord = new(new EcgSynthesisOptions(rateHz: 50, seconds: 600));
        for (int i = 0; i < 20; i++)
        {
            EcgSubject subject = EcgSubject.Draw(21, i);
            double[] intervals = EcgMeasures.Intervals(longRecord.Generate(subject, HeartRhythm.Normal, 0));
            Assert.InRange(60 / intervals.Average(), 0.88 * subject.MeanRateBpm, 1.12 * subject.MeanRateBpm);
            Assert.InRange(60 / intervals.Average(), 51, 100);
            Assert.InRange(EcgMeasures.VariationOf(intervals), 0.7 * subject.RateVariability, 1.3 * subject.RateVariability);
        }
    }

    [Fact]
    public void Sinus_intervals_swing_with_the_respiration()
    {
        EcgSynthesizer longRecord = new(new EcgSynthesisOptions(rateHz: 50, seconds: 600));
        EcgSubject subject = EcgSubject.Draw(22, 0) with { LowToHighRatio = 0.5, RespirationHz = 0.27, RateVariability = 0.05 };
        SyntheticEcg ecg = longRecord.Generate(subject, HeartRhythm.Normal, 0);
        double high = Band(ecg, 0.24, 0.30);
        double low = Band(ecg, 0.07, 0.13);
        double between = Band(ecg, 0.15, 0.21);
        Assert.InRange(low / high, 0.25, 1);
        Assert.True(between < 0.1 * high, $"between {between}, high {high}");
    }

    [Fact]
    public void Fibrillation_is_far_less_regular_than_normal_rhythm()
    {
        double[] normal = [.. Variations(HeartRhythm.Normal).Order()];
        double[] fibrillating = [.. Variations(HeartRhythm.AtrialFibrillation).Order()];
        Assert.True(fibrillating[40] > 3 * normal[40]);
        // They overlap, or the intervals alone would tell the classes apart.
        Assert.True(fibrillating[0] < normal[^1]);
    }

    [Fact]
    public void Fibrillation_intervals_follow_the_node_model()
    {
        AtrialFibrillationParameters node = new(7, 0.6, 0.4, 0.55, 0.2, 0, 0, 0.1, 0, 0.1);
        EcgSubject subject = EcgSubject.Draw(23, 0) with { Fibrillation = node };
        double[] intervals = EcgMeasures.Intervals(new EcgSynthesizer(new EcgSynthesisOptions(50, 3600)).Generate(subject, HeartRhythm.AtrialFibrillation, 0));

        // Mean of the density λβ(x) exp(−λ∫β): the refractory period plus ∫ exp(−λ∫β) over what follows it.
        double beyond = 0;
        const double h = 1e-4;
        for (double x = h / 2; x < 3; x += h)
        {
            double hazard = x < node.ProlongationSeconds ? x * x / (2 * node.ProlongationSeconds) : x - (node.ProlongationSeconds / 2);
            beyond += h * Math.Exp(-node.ImpulseRateHz * hazard);
        }

        Assert.Equal((0.6 * 0.4) + (0.4 * 0.55) + beyond, intervals.Average(), 0.01);
        Assert.True(intervals.Min() > 0.4);
    }

    [Fact]
    public void P_waves_precede_sinus_beats_and_not_fibrillating_ones()
    {
        double normal = 0;
        double fibrillating = 0;
        for (int i = 0; i < 30; i++)
        {
            EcgSubject subject = EcgSubject.Draw(24, i) with { Polarity = 1 };
            normal += PWave(Clean.Generate(subject, HeartRhythm.Normal, 0), subject);
            fibrillating += PWave(Clean.Generate(subject, HeartRhythm.AtrialFibrillation, 0), subject);
        }

        Assert.InRange(normal / 30, 0.03, 0.15);
        Assert.True(Math.Abs(fibrillating) < 0.15 * normal, $"normal {normal / 30} mV, fibrillating {fibrillating / 30} mV");
    }

    [Fact]
    public void Ventricular_beats_are_wide_early_and_followed_by_the_full_pause()
    {
        int seen = 0;
        foreach ((EcgSubject subject, SyntheticEcg ecg) in OtherRecords(OtherRhythm.VentricularEctopy, OtherRhythm.Bigeminy, OtherRhythm.Trigeminy))
        {
            for (int i = 1; i < ecg.Beats.Count - 1; i++)
            {
                (EcgBeat before, EcgBeat beat, EcgBeat after) = (ecg.Beats[i - 1], ecg.Beats[i], ecg.Beats[i + 1]);
                if (beat.Kind != BeatKind.VentricularPremature)
                {
                    continue;
                }

                seen++;
                Assert.Equal(BeatKind.Sinus, before.Kind);
                double pair = after.TimeSeconds - before.TimeSeconds;
                Assert.InRange(pair * subject.MeanRateBpm / 60, 1.4, 2.7);
                Assert.InRange((beat.TimeSeconds - before.TimeSeconds) / pair, 0.22, 0.42);
                Assert.True(EcgMeasures.HalfWidth(ecg, beat.TimeSeconds) > 1.3 * EcgMeasures.HalfWidth(ecg, before.TimeSeconds));
            }
        }

        Assert.True(seen > 50, $"{seen} ventricular beats");
    }

    [Fact]
    public void Atrial_beats_are_early_and_pause_for_less_than_two_intervals()
    {
        List<double> pauses = [];
        foreach ((EcgSubject _, SyntheticEcg ecg) in OtherRecords(OtherRhythm.AtrialEctopy))
        {
            Assert.Contains(ecg.Beats, beat => beat.Kind == BeatKind.AtrialPremature);
            double[] intervals = EcgMeasures.Intervals(ecg);
            double usual = intervals.Order().ElementAt(intervals.Length / 2);
            for (int i = 1; i < ecg.Beats.Count - 1; i++)
            {
                if (ecg.Beats[i].Kind == BeatKind.AtrialPremature)
                {
                    pauses.Add((ecg.Beats[i + 1].TimeSeconds - ecg.Beats[i - 1].TimeSeconds) / usual);
                }
            }
        }

        Assert.InRange(pauses.Average(), 1.6, 1.99);
    }

    [Fact]
    public void Slow_and_fast_rhythms_lie_outside_the_normal_range()
    {
        foreach ((EcgSubject _, SyntheticEcg ecg) in OtherRecords(OtherRhythm.Bradycardia))
        {
            Assert.InRange(60 / EcgMeasures.Intervals(ecg).Average(), 35, 53);
        }

        foreach ((EcgSubject _, SyntheticEcg ecg) in OtherRecords(OtherRhythm.Tachycardia))
        {
            Assert.InRange(60 / EcgMeasures.Intervals(ecg).Average(), 98, 142);
        }
    }

    [Fact]
    public void Bundle_branch_block_widens_every_beat()
    {
        foreach ((EcgSubject subject, SyntheticEcg ecg) in OtherRecords(OtherRhythm.BundleBranchBlock))
        {
            Assert.All(ecg.Beats, beat => Assert.Equal(BeatKind.BundleBranchBlock, beat.Kind));
            SyntheticEcg usual = Clean.Generate(subject, HeartRhythm.Normal, 0);
            double wide = ecg.Beats.Skip(1).SkipLast(1).Average(beat => EcgMeasures.HalfWidth(ecg, beat.TimeSeconds));
            double narrow = usual.Beats.Skip(1).SkipLast(1).Average(beat => EcgMeasures.HalfWidth(usual, beat.TimeSeconds));
            Assert.True(wide > 1.2 * narrow, $"subject {subject.Number}: {wide} s, usually {narrow} s");
        }
    }

    [Fact]
    public void Every_kind_of_other_rhythm_occurs_and_short_records_have_an_ectopic_beat()
    {
        EcgSynthesizer brief = new(new EcgSynthesisOptions(rateHz: 100, seconds: 10));
        HashSet<OtherRhythm> seen = [];
        for (int i = 0; i < 150; i++)
        {
            SyntheticEcg ecg = brief.Generate(EcgSubject.Draw(26, i), HeartRhythm.Other, 0);
            seen.Add(ecg.Other);
            if (ecg.Other is OtherRhythm.VentricularEctopy or OtherRhythm.Bigeminy or OtherRhythm.Trigeminy or OtherRhythm.AtrialEctopy)
            {
                Assert.Contains(ecg.Beats, beat => beat.Kind is BeatKind.VentricularPremature or BeatKind.AtrialPremature);
            }
        }

        Assert.Equal(Enum.GetValues<OtherRhythm>().Length - 1, seen.Count);
        Assert.DoesNotContain(OtherRhythm.None, seen);
    }

    [Fact]
    public void Noise_hides_the_beats()
    {
        EcgSynthesizer standard = new(new EcgSynthesisOptions(rateHz: 150));
        double normal = 0;
        double noise = 0;
        for (int i = 0; i < 40; i++)
        {
            EcgSubject subject = EcgSubject.Draw(27, i);
            normal += Contrast(standard.Generate(subject, HeartRhythm.Normal, 0));
            noise += Contrast(standard.Generate(subject, HeartRhythm.Noise, 0));
        }

        Assert.True(noise < 0.35 * normal, $"noise {noise / 40}, normal {normal / 40}");

        // Mean change within 60 ms of a beat over the mean change anywhere, less 1.
        static double Contrast(SyntheticEcg ecg)
        {
            int lag = 4;
            double all = Enumerable.Range(lag, ecg.Samples.Length - lag).Average(i => Math.Abs(ecg.Samples[i] - ecg.Samples[i - lag]));
            double near = ecg.Beats.Skip(1).SkipLast(1).Average(beat =>
                Enumerable.Range((int)((beat.TimeSeconds - 0.06) * ecg.RateHz), 18).Average(i => Math.Abs(ecg.Samples[i] - ecg.Samples[i - lag])));
            return (near / all) - 1;
        }
    }

    private static IEnumerable<(EcgSubject Subject, SyntheticEcg Ecg)> OtherRecords(params OtherRhythm[] kinds)
    {
        for (int i = 0; i < 60; i++)
        {
            EcgSubject subject = EcgSubject.Draw(25, i);
            SyntheticEcg ecg = Clean.Generate(subject, HeartRhythm.Other, 0);
            if (kinds.Contains(ecg.Other))
            {
                yield return (subject, ecg);
            }
        }
    }

    private static IEnumerable<double> Variations(HeartRhythm rhythm)
        => Enumerable.Range(0, 80).Select(i => EcgMeasures.VariationOf(EcgMeasures.Intervals(Clean.Generate(EcgSubject.Draw(28, i), rhythm, 0))));

    /// <summary>Height of the averaged signal at the P wave over its surroundings.</summary>
    private static double PWave(SyntheticEcg ecg, EcgSubject subject)
    {
        double center = subject.Sinus.P.OffsetSeconds;
        double around = 0.5 * (EcgMeasures.AlignedMean(ecg, center - 0.075) + EcgMeasures.AlignedMean(ecg, Math.Min(center + 0.075, -0.055)));
        return EcgMeasures.AlignedMean(ecg, center) - around;
    }

    /// <summary>Power of the interval series, as a function of time, in a band.</summary>
    private static double Band(SyntheticEcg ecg, double fromHz, double toHz)
    {
        double[] intervals = EcgMeasures.Intervals(ecg);
        double mean = intervals.Average();
        double power = 0;
        for (double hz = fromHz; hz <= toHz; hz += 1.0 / 600)
        {
            double re = 0;
            double im = 0;
            for (int i = 0; i < intervals.Length; i++)
            {
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * hz * ecg.Beats[i].TimeSeconds);
                re += (intervals[i] - mean) * cosine;
                im += (intervals[i] - mean) * sine;
            }

            power += (re * re) + (im * im);
        }

        return power;
    }
}
