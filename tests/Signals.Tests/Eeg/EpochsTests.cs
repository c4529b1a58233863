using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class EpochsTests
{
    private static readonly EpochOptions s_options = new(-0.2, 0.5) { Baseline = (-0.1, 0), MostPeakToPeak = 300, LeastPeakToPeak = 1 };

    [Fact]
    public void Epochs_and_their_average_equal_mne()
    {
        JsonElement golden = PhysioGolden.Load("eeg");
        Signal[] channels = EegTests.Channels();
        for (int i = 1500; i < 1510; i++)
        {
            channels[1].Samples[i] += 400;
        }

        channels[2].Samples.AsSpan(2400, 400).Fill(7);
        Epochs epochs = Epochs.Cut(channels, [.. golden.Integers("samples").Select(sample => sample / 256.0)], s_options);
        Assert.Equal(golden.Integers("kept"), epochs.Kept.Select(epoch => epoch.Event));
        Assert.Equal(golden.GetProperty("length").GetInt32(), epochs.SampleCount);
        Golden.Equal(golden.Doubles("evoked"), epochs.Average().SelectMany(channel => channel).ToArray(), 1e-9);
        Assert.Equal([(0, EpochReasons.OutOfRange, ""), (3, EpochReasons.PeakToPeak, "F7"), (5, EpochReasons.Flat, "EEG T3-LE"), (7, EpochReasons.OutOfRange, "")], epochs.Refused.Select(epoch => (epoch.Event, epoch.Reasons, string.Join(",", epoch.Channels))));
    }

    [Fact]
    public void Missing_samples_and_several_faults_are_named()
    {
        double[] bad = new double[100];
        bad[50] = double.NaN;
        double[] wide = [.. Enumerable.Range(0, 100).Select(i => i * 10.0)];
        Signal[] channels = [new("a", "uV", 100, bad), new("b", "uV", 100, wide), new("c", "uV", 100, [.. wide.Select(x => x / 100)])];
        Epochs epochs = Epochs.Cut(channels, [0.45], s_options);
        Assert.Empty(epochs.Kept);
        Assert.Equal(EpochReasons.Missing | EpochReasons.PeakToPeak, epochs.Refused[0].Reasons);
        Assert.Equal(["a", "b"], epochs.Refused[0].Channels);
        Assert.Contains("1 epochs", Assert.Throws<InvalidOperationException>(epochs.Average).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_baseline_and_limits_samples_stay()
    {
        double[] ramp = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        Epochs epochs = Epochs.Cut([new Signal("a", "uV", 100, ramp)], [0, 0.2, double.NaN, 0.5, 0.9], new EpochOptions(-0.1, 0.1));
        Assert.Equal([1, 3], epochs.Kept.Select(epoch => epoch.Event));
        Assert.Equal(ramp[10..31], epochs.Kept[0].Samples[0]);
        Assert.Equal(3, epochs.Refused.Count);
        Assert.Empty(Epochs.Cut([new Signal("a", "uV", 100, ramp)], [], s_options).Refused);
    }

    [Fact]
    public void Bad_calls_name_both_sides()
    {
        Signal signal = new("a", "uV", 100, new double[100]);
        Assert.Contains("0.5", Assert.ThrowsAny<ArgumentException>(() => new EpochOptions(0.5, 0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("-0.3", Assert.ThrowsAny<ArgumentException>(() => Epochs.Cut([signal], [0.5], new EpochOptions(-0.2, 0.2) { Baseline = (-0.3, 0) })).Message, StringComparison.Ordinal);
        Assert.Contains("50 samples", Assert.ThrowsAny<ArgumentException>(() => Epochs.Cut([signal, new Signal("b", "uV", 100, new double[50])], [0.5], s_options)).Message, StringComparison.Ordinal);
    }
}
