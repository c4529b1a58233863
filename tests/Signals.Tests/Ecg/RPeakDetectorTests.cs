using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class RPeakDetectorTests
{
    public static TheoryData<string> Names => new(RPeakDetectors.All.Select(detector => detector.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Beats_of_a_real_half_hour_are_found(string name)
    {
        SignalSource record = SignalFile.Open(Assets.Require("wfdb", "wfdb-python", "100.hea"));
        Signal lead = record.Read().Signals[0];
        int[] reference = [.. record.ReadAnnotations().OfType<WfdbAnnotation>().Where(annotation => annotation.IsBeat).Select(annotation => (int)annotation.Sample)];
        Assert.Equal(2273, reference.Length);
        BeatComparison found = BeatComparison.Compare(reference, RPeakDetectors.ByName(name).Detect(lead.Samples, lead.RateHz), lead.RateHz);
        Assert.True(found.Sensitivity >= 0.999, $"{name}: {found}");
        Assert.True(found.PositivePredictivity >= 0.999, $"{name}: {found}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Beats_are_found_in_noise_of_a_quarter_of_the_power(string name)
    {
        BeatComparison all = default;
        for (int number = 0; number < 20; number++)
        {
            (double[] ecg, int[] beats, double rateHz) = Noisy(number, decibels: 6);
            BeatComparison one = BeatComparison.Compare(beats, RPeakDetectors.ByName(name).Detect(ecg, rateHz), rateHz);
            all = new BeatComparison(all.TruePositives + one.TruePositives, all.FalseNegatives + one.FalseNegatives, all.FalsePositives + one.FalsePositives);
        }

        Assert.True(all.TruePositives > 500);
        Assert.True(all.F1 >= 0.98, $"{name}: {all}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stream_finds_the_beats_of_the_whole(string name)
    {
        (double[] ecg, int[] beats, double rateHz) = Noisy(3, decibels: 20);
        LiveRPeaks stream = new(RPeakDetectors.ByName(name), rateHz);
        List<long> peaks = [];
        Random sizes = new(1);
        for (int start = 0; start < ecg.Length;)
        {
            int size = Math.Min(sizes.Next(1, 700), ecg.Length - start);
            stream.Process(ecg.AsSpan(start, size), peaks);
            start += size;
        }

        stream.Complete(peaks);
        Assert.Equal(peaks.Order(), peaks);
        BeatComparison found = BeatComparison.Compare(beats, [.. peaks.Select(peak => (int)peak)], rateHz);
        Assert.True(found.F1 >= 0.97, $"{name}: {found}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Signals_without_beats_and_bad_calls_are_handled(string name)
    {
        IRPeakDetector detector = RPeakDetectors.ByName(name);
        Assert.Empty(detector.Detect(new double[5000], 250));
        Assert.Contains("49 Hz", Assert.Throws<ArgumentException>(() => detector.Detect(new double[500], 49)).Message, StringComparison.Ordinal);
        Assert.Contains("100 samples", Assert.Throws<ArgumentException>(() => detector.Detect(new double[100], 250)).Message, StringComparison.Ordinal);
        double[] gap = new double[1000];
        gap[7] = double.NaN;
        Assert.Contains("sample 7", Assert.Throws<ArgumentException>(() => detector.Detect(gap, 250)).Message, StringComparison.Ordinal);
        for (int length = 250; length < 1300; length += 149)
        {
            (double[] ecg, _, _) = Noisy(1, decibels: 20);
            Assert.All(detector.Detect(ecg.AsSpan(0, length), 250), peak => Assert.InRange(peak, 0, length - 1));
        }
    }

    [Fact]
    public void Comparison_pairs_each_beat_once()
    {
        Assert.Equal(new BeatComparison(3, 0, 0), BeatComparison.Compare([100, 200, 300], [105, 195, 300], 100));
        Assert.Equal(new BeatComparison(1, 1, 1), BeatComparison.Compare([100, 200], [100, 150], 100));
        Assert.Equal(new BeatComparison(1, 0, 1), BeatComparison.Compare([100], [90, 101], 100));
        Assert.Equal(new BeatComparison(2, 0, 0), BeatComparison.Compare([100, 110], [95, 105], 100));
        Assert.Equal(new BeatComparison(1, 1, 0), BeatComparison.Compare([90, 101], [100], 100));
        Assert.True(double.IsNaN(BeatComparison.Compare([], [], 100).F1));
    }

    /// <summary>A generated sinus rhythm with white and wandering noise of a given power.</summary>
    private static (double[] Ecg, int[] Beats, double RateHz) Noisy(int number, double decibels)
    {
        SyntheticEcg record = new EcgSynthesizer(new EcgSynthesisOptions(250, 30, noiseScale: 0)).Generate(EcgSubject.Draw(11, number), HeartRhythm.Normal, 0);
        double[] ecg = [.. record.Samples.Select(sample => (double)sample)];
        double mean = ecg.Average();
        double power = ecg.Average(sample => (sample - mean) * (sample - mean));
        double noise = Math.Sqrt(power / Math.Pow(10, decibels / 10));
        Random random = new(number);
        for (int i = 0; i < ecg.Length; i++)
        {
            double white = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            ecg[i] += noise * ((Math.Sqrt(0.5) * white) + Math.Sin(2 * Math.PI * 0.3 * i / 250));
        }

        return (ecg, [.. record.Beats.Select(beat => (int)Math.Round(beat.TimeSeconds * 250)).Where(place => place is >= 50 and < (30 * 250) - 100)], 250);
    }
}
