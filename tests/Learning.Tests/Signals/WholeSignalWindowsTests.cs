using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class WholeSignalWindowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Windows_cover_every_sample_and_stay_inside(int window)
    {
        int[] lengths = [window, window + 1, (2 * window) - 1, 2 * window, (3 * window) + 5, 1000];
        LabelledSignal[] signals = [.. lengths.Select((length, i) => Signal(length, i))];
        WholeSignalWindows data = new(signals, window);
        int[][] seen = [.. lengths.Select(length => new int[length])];
        float[] input = new float[window];
        float[] target = new float[1];
        for (int i = 0; i < data.Count; i++)
        {
            (int signal, int start) = data.Places[i];
            data.Read(i, new SampleContext(1, 0, i, true), input, target);
            Assert.Equal(signals[signal].Samples.AsSpan(start, window).ToArray(), input);
            Assert.Equal(signal, target[0]);
            Assert.Equal($"signal {signal}", data.NameOf(i));
            for (int k = 0; k < window; k++)
            {
                seen[signal][start + k]++;
            }
        }

        Assert.All(seen, counts => Assert.All(counts, count => Assert.True(count >= 1)));
        // Half-overlapping: no sample is seen more than twice, but for the last window, which is moved back.
        Assert.All(seen, counts => Assert.All(counts, count => Assert.InRange(count, 1, 3)));
        Assert.Equal(window == 1 ? 1000 : ((1000 - window + (window - (window / 2)) - 1) / (window - (window / 2))) + 1, data.Places.Count(place => place.Signal == 5));
    }

    [Fact]
    public void Short_signal_is_one_window_between_zeros()
    {
        WholeSignalWindows data = new([Signal(3, 0)], 8);
        Assert.Equal(1, data.Count);
        float[] input = new float[8];
        Array.Fill(input, 9);
        data.Read(0, new SampleContext(1, 0, 0, false), input, new float[1]);
        Assert.Equal([0, 0, 1, 2, 3, 0, 0, 0], input);
    }

    [Fact]
    public void Average_by_signal_is_the_mean_over_its_windows()
    {
        WholeSignalWindows data = new([Signal(40, 0), Signal(5, 1), Signal(100, 2)], 16);
        const int Classes = 3;
        float[] scores = [.. Enumerable.Range(0, data.Count * Classes).Select(i => (float)Math.Abs(Math.Sin(i + 1)))];
        Tensor mean = data.AverageBySignal(Tensor.From(scores).Reshape(data.Count, Classes));
        Assert.Equal([3, Classes], mean.Shape.Sizes.ToArray());
        for (int signal = 0; signal < 3; signal++)
        {
            int[] rows = [.. Enumerable.Range(0, data.Count).Where(i => data.Places[i].Signal == signal)];
            Assert.NotEmpty(rows);
            for (int c = 0; c < Classes; c++)
            {
                Assert.Equal(rows.Average(i => (double)scores[(i * Classes) + c]), mean.ToArray()[(signal * Classes) + c], 1e-6);
            }
        }
    }

    [Fact]
    public void Scores_of_another_number_of_windows_are_refused()
    {
        WholeSignalWindows data = new([Signal(40, 0)], 16);
        ShapeException error = Assert.Throws<ShapeException>(() => data.AverageBySignal(Tensor.Zeros([data.Count + 1, 2])));
        Assert.Contains($"{data.Count} windows", error.Message, StringComparison.Ordinal);
        Assert.Contains($"[{data.Count + 1}, 2]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => data.AverageBySignal(Tensor.Zeros([data.Count])));
    }

    private static LabelledSignal Signal(int length, int label)
        => new($"signal {label}", $"{label}", 100, [.. Enumerable.Range(1, length).Select(i => (float)i)], label);
}
