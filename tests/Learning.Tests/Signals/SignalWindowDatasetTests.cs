using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class SignalWindowDatasetTests
{
    private const int Window = 64;
    private static readonly SignalAugmentation None = SignalAugmentation.None;

    [Fact]
    public void Training_windows_depend_on_seed_epoch_and_index_only()
    {
        LabelledSignal[] signals = [Sine(500, 0), Sine(500, 1), Sine(500, 2)];
        SignalWindowDataset data = new(signals, Window);
        float[] first = Train(data, 1, 5, 3);
        // Other samples in between, another object, another thread, other neighbours: the same window.
        Train(data, 0, 5, 3);
        Train(data, 2, 9, 4);
        Assert.Equal(first, Train(data, 1, 5, 3));
        Assert.Equal(first, Train(new SignalWindowDataset([Sine(90, 0), signals[1]], Window), 1, 5, 3));
        float[]? threaded = null;
        Thread thread = new(() => threaded = Train(data, 1, 5, 3));
        thread.Start();
        thread.Join();
        Assert.Equal(first, threaded);

        Assert.NotEqual(first, Train(data, 1, 6, 3));
        Assert.NotEqual(first, Train(data, 1, 5, 4));
        SignalWindowDataset same = new([signals[1], signals[1]], Window);
        Assert.NotEqual(Train(same, 0, 5, 3), Train(same, 1, 5, 3));
    }

    [Fact]
    public void Evaluation_takes_the_middle_as_it_is()
    {
        SignalWindowDataset data = new([Ramp(100), Ramp(101), Ramp(Window)], Window);
        Assert.Equal(Enumerable.Range(18, Window).Select(i => (float)i), Evaluate(data, 0, 1, 0));
        Assert.Equal(Enumerable.Range(18, Window).Select(i => (float)i), Evaluate(data, 1, 1, 0));
        Assert.Equal(Enumerable.Range(0, Window).Select(i => (float)i), Evaluate(data, 2, 1, 0));
        Assert.Equal(Evaluate(data, 0, 1, 0), Evaluate(data, 0, 77, 9));
    }

    [Fact]
    public void Short_signal_stands_between_zeros()
    {
        LabelledSignal constant = new("c", "c", 100, [1, 2, 3, 4], 0);
        SignalWindowDataset data = new([constant], 10, None);
        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 0, 0, 0], Evaluate(data, 0, 1, 0, 10));
        HashSet<int> places = [];
        for (int epoch = 0; epoch < 100; epoch++)
        {
            float[] window = Train(data, 0, 1, epoch, 10);
            int start = Array.IndexOf(window, 1f);
            Assert.Equal([1, 2, 3, 4], window.AsSpan(start, 4).ToArray());
            Assert.Equal(10, window.Sum());
            places.Add(start);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], places.Order());
    }

    [Fact]
    public void Without_augmentation_only_the_place_varies()
    {
        SignalWindowDataset data = new([Ramp(Window + 7)], Window, None);
        HashSet<int> starts = [];
        for (int epoch = 0; epoch < 200; epoch++)
        {
            float[] window = Train(data, 0, 1, epoch);
            Assert.Equal(Enumerable.Range((int)window[0], Window).Select(i => (float)i), window);
            starts.Add((int)window[0]);
        }

        // Every place, the last sample of the signal included.
        Assert.Equal(Enumerable.Range(0, 8), starts.Order());
    }

    [Fact]
    public void Gain_scales_the_window_within_its_spread()
    {
        LabelledSignal signal = Sine(400, 0);
        SignalWindowDataset plain = new([signal], Window, None);
        SignalWindowDataset data = new([signal], Window, None with { GainSpread = 0.3f });
        double[] gains = [.. Enumerable.Range(0, 200).Select(epoch => Ratio(Train(plain, 0, 1, epoch), Train(data, 0, 1, epoch), 1e-4))];
        Assert.All(gains, gain => Assert.InRange(gain, 0.699, 1.301));
        Assert.True(gains.Min() < 0.76 && gains.Max() > 1.24);
        Assert.Equal(1, gains.Average(), 0.05);
    }

    [Fact]
    public void Flip_reverses_the_polarity_as_often_as_asked()
    {
        LabelledSignal signal = Sine(400, 0);
        SignalWindowDataset plain = new([signal], Window, None);
        SignalWindowDataset always = new([signal], Window, None with { FlipProbability = 1 });
        SignalWindowDataset often = new([signal], Window, None with { FlipProbability = 0.25f });
        int flips = 0;
        for (int epoch = 0; epoch < 400; epoch++)
        {
            float[] expected = Train(plain, 0, 1, epoch);
            Assert.Equal(Array.ConvertAll(expected, x => -x), Train(always, 0, 1, epoch));
            flips += Ratio(expected, Train(often, 0, 1, epoch), 1e-6) < 0 ? 1 : 0;
        }

        Assert.InRange(flips, 70, 130);
    }

    [Fact]
    public void Noise_has_mean_0_and_the_deviation_asked_for()
    {
        SignalWindowDataset data = new([new LabelledSignal("zero", "z", 100, new float[4000], 0)], 4000, None with { NoiseDeviation = 0.2f });
        float[] noise = Train(data, 0, 1, 0, 4000);
        Assert.Equal(0, noise.Average(), 0.015);
        Assert.Equal(0.2, Math.Sqrt(noise.Average(x => (double)x * x)), 0.01);
        // White: neighbours have nothing in common.
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => (double)a * b).Average() / 0.04, 0.06);
        Assert.NotEqual(noise, Train(data, 0, 1, 1, 4000));
    }

    [Fact]
    public void Stretch_changes_the_speed_within_its_spread()
    {
        SignalWindowDataset data = new([Ramp(400)], Window, None with { StretchSpread = 0.1f });
        double[] speeds = [.. Enumerable.Range(0, 200).Select(epoch =>
        {
            float[] window = Train(data, 0, 1, epoch);
            double speed = (window[^1] - window[0]) / (Window - 1.0);
            for (int i = 0; i < Window; i++)
            {
                Assert.Equal(window[0] + (i * speed), window[i], 1e-3);
            }

            return speed;
        })];
        Assert.All(speeds, speed => Assert.InRange(speed, 0.8999, 1.1001));
        Assert.True(speeds.Min() < 0.92 && speeds.Max() > 1.08);
    }

    [Fact]
    public void Shapes_labels_and_names_are_those_of_the_signals()
    {
        SignalWindowDataset data = new([Sine(400, 0), Sine(400, 3)], Window);
        Assert.Equal(2, data.Count);
        Assert.Equal([1, Window], data.InputShape.Sizes.ToArray());
        Assert.Equal(0, data.TargetShape.Rank);
        Assert.Equal(DType.Int32, data.TargetType);
        Assert.Equal("sine 3", data.NameOf(1));
        float[] target = new float[1];
        data.Read(1, new SampleContext(1, 0, 1, true), new float[Window], target);
        Assert.Equal(3, target[0]);
    }

    [Fact]
    public void Mixed_rates_empty_signals_and_wrong_options_are_refused()
    {
        LabelledSignal good = Sine(400, 0);
        DataException rates = Assert.Throws<DataException>(() => new SignalWindowDataset([good, good with { Name = "fast", RateHz = 250 }], Window));
        Assert.Contains("fast has 250 Hz", rates.Message, StringComparison.Ordinal);
        Assert.Contains("100 Hz", rates.Message, StringComparison.Ordinal);
        Assert.Contains("hollow has 0 samples", Assert.Throws<DataException>(() => new SignalWindowDataset([good, good with { Name = "hollow", Samples = [] }], Window)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignalWindowDataset([good], 0));
        foreach (SignalAugmentation wrong in new[] { None with { GainSpread = 1 }, None with { StretchSpread = -0.1f }, None with { FlipProbability = 1.5f }, None with { NoiseDeviation = float.NaN } })
        {
            Assert.Contains("SignalAugmentation", Assert.Throws<ArgumentOutOfRangeException>(() => new SignalWindowDataset([good], Window, wrong)).Message, StringComparison.Ordinal);
        }
    }

    private static LabelledSignal Ramp(int length)
        => new("ramp", "r", 100, [.. Enumerable.Range(0, length).Select(i => (float)i)], 0);

    private static LabelledSignal Sine(int length, int label)
        => new($"sine {label}", $"{label}", 100, [.. Enumerable.Range(0, length).Select(i => 2 + (float)Math.Sin(0.1 * i))], label);

    private static float[] Train(SignalWindowDataset data, int index, ulong seed, int epoch, int window = Window)
        => Read(data, index, new SampleContext(seed, epoch, index, true), window);

    private static float[] Evaluate(SignalWindowDataset data, int index, ulong seed, int epoch, int window = Window)
        => Read(data, index, new SampleContext(seed, epoch, index, false), window);

    private static float[] Read(SignalWindowDataset data, int index, SampleContext context, int window)
    {
        // A buffer that was used before, as in a batch.
        float[] input = new float[window];
        Array.Fill(input, 1e9f);
        data.Read(index, context, input, new float[1]);
        return input;
    }

    /// <summary>The one factor between two windows.</summary>
    private static double Ratio(float[] from, float[] to, double tolerance)
    {
        double ratio = to[0] / (double)from[0];
        for (int i = 0; i < from.Length; i++)
        {
            Assert.Equal(ratio * from[i], to[i], tolerance * 3);
        }

        return ratio;
    }
}
