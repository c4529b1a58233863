using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Synthesis;

public sealed class EcgSynthesizerTests
{
    private static readonly EcgSynthesizer Standard = new(new EcgSynthesisOptions(rateHz: 150));
    private static readonly EcgSynthesizer Clean = new(new EcgSynthesisOptions(rateHz: 300, noiseScale: 0));

    public static TheoryData<HeartRhythm> Rhythms => [.. Enum.GetValues<HeartRhythm>()];

    [Theory]
    [MemberData(nameof(Rhythms))]
    public void A_record_depends_on_nothing_but_its_key(HeartRhythm rhythm)
    {
        float[] alone = Standard.Generate(EcgSubject.Draw(9, 4), rhythm, 5).Samples;
        EcgSubject subject = EcgSubject.Draw(9, 4);
        for (int record = 0; record < 5; record++)
        {
            Assert.NotEqual(alone, Standard.Generate(subject, rhythm, record).Samples);
        }

        Assert.Equal(alone, Standard.Generate(subject, rhythm, 5).Samples);
        Assert.NotEqual(alone, Standard.Generate(EcgSubject.Draw(9, 5), rhythm, 5).Samples);
        Assert.NotEqual(alone, Standard.Generate(EcgSubject.Draw(10, 4), rhythm, 5).Samples);
    }

    [Fact]
    public void Several_threads_give_the_same_bits_as_one()
    {
        float[][] together = new float[16][];
        Parallel.For(0, 16, i => together[i] = Standard.Generate(EcgSubject.Draw(2, i), (HeartRhythm)(i % 4), i).Samples);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(Standard.Generate(EcgSubject.Draw(2, i), (HeartRhythm)(i % 4), i).Samples, together[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Rhythms))]
    public void Samples_are_finite_bounded_and_not_flat(HeartRhythm rhythm)
    {
        for (int i = 0; i < 40; i++)
        {
            float[] samples = Standard.Generate(EcgSubject.Draw(3, i), rhythm, 0).Samples;
            Assert.All(samples, x => Assert.True(float.IsFinite(x) && Math.Abs(x) <= EcgSynthesizer.RangeMv));
            Assert.True(EcgMeasures.Deviation(samples) > 0.03);
        }
    }

    [Theory]
    [InlineData(50, 4)]
    [InlineData(128, 10)]
    [InlineData(360, 2.5)]
    public void Rate_and_length_options_are_honoured(double rateHz, double seconds)
    {
        EcgSynthesizer synthesizer = new(new EcgSynthesisOptions(rateHz, seconds));
        foreach (HeartRhythm rhythm in Enum.GetValues<HeartRhythm>())
        {
            SyntheticEcg ecg = synthesizer.Generate(EcgSubject.Draw(1, 0), rhythm, 0);
            Assert.Equal((int)Math.Round(rateHz * seconds), ecg.Samples.Length);
            Assert.Equal(rateHz, ecg.RateHz);
            Assert.All(ecg.Beats, beat => Assert.InRange(beat.TimeSeconds, 0, seconds));
        }
    }

    [Fact]
    public void Beat_times_do_not_depend_on_the_sampling_rate()
    {
        EcgSynthesizer slow = new(new EcgSynthesisOptions(rateHz: 100));
        for (int i = 0; i < 12; i++)
        {
            EcgSubject subject = EcgSubject.Draw(5, i);
            Assert.Equal(slow.Generate(subject, (HeartRhythm)(i % 4), 1).Beats, Standard.Generate(subject, (HeartRhythm)(i % 4), 1).Beats);
        }
    }

    [Fact]
    public void R_peaks_lie_at_the_stated_times()
    {
        int checkedSubjects = 0;
        for (int i = 0; checkedSubjects < 20; i++)
        {
            EcgSubject subject = EcgSubject.Draw(11, i);
            if (subject.Sinus.Qrs[1].AmplitudeMv < -2 * subject.Sinus.Qrs[2].AmplitudeMv)
            {
                // An rS complex has its largest deflection after the R wave.
                continue;
            }

            checkedSubjects++;
            SyntheticEcg ecg = Clean.Generate(subject, i % 2 == 0 ? HeartRhythm.Normal : HeartRhythm.AtrialFibrillation, 0);
            foreach (EcgBeat beat in ecg.Beats.Where(b => b.TimeSeconds is > 0.1 and < 29.9))
            {
                Assert.Equal(beat.TimeSeconds, EcgMeasures.PeakNear(ecg, beat.TimeSeconds, subject.Polarity), 0.008);
            }
        }
    }

    [Fact]
    public void Noise_scale_of_zero_leaves_the_heart_alone_and_noise_grows_with_it()
    {
        EcgSubject subject = EcgSubject.Draw(4, 2);
        float[] clean = Clean.Generate(subject, HeartRhythm.Normal, 0).Samples;
        double last = 0;
        foreach (double scale in new[] { 0.25, 1, 3 })
        {
            float[] noisy = new EcgSynthesizer(new EcgSynthesisOptions(300, 30, scale)).Generate(subject, HeartRhythm.Normal, 0).Samples;
            double noise = EcgMeasures.Deviation([.. noisy.Zip(clean, (a, b) => a - b)]);
            Assert.True(noise > last, $"noise {noise} mV at scale {scale}");
            last = noise;
        }
    }

    [Fact]
    public void Amplitude_alone_does_not_tell_the_rhythms_apart()
    {
        double[][] spread = [.. Enumerable.Range(0, 3).Select(rhythm => Enumerable.Range(0, 80)
            .Select(i => EcgMeasures.Deviation(Standard.Generate(EcgSubject.Draw(6, (3 * i) + rhythm), (HeartRhythm)rhythm, 0).Samples))
            .Order().ToArray())];
        foreach (double[] one in spread)
        {
            foreach (double[] other in spread)
            {
                Assert.InRange(one[40], other[12], other[68]);
            }
        }
    }

    [Fact]
    public void Wrong_arguments_name_the_value()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => EcgSubject.Draw(1, -1)).Message, StringComparison.Ordinal);
        EcgSubject subject = EcgSubject.Draw(1, 1);
        Assert.Contains("-2", Assert.Throws<ArgumentOutOfRangeException>(() => Standard.Generate(subject, HeartRhythm.Normal, -2)).Message, StringComparison.Ordinal);
        Assert.Contains("7", Assert.Throws<ArgumentOutOfRangeException>(() => Standard.Generate(subject, (HeartRhythm)7, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("20", Assert.Throws<ArgumentOutOfRangeException>(() => new EcgSynthesisOptions(rateHz: 20)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EcgSynthesisOptions(seconds: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EcgSynthesisOptions(noiseScale: -1));
    }
}
