using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class WindowTests
{
    private static readonly int[] Lengths = [1, 2, 3, 8, 51];

    public static TheoryData<string> Names { get; } =
        ["hann", "hamming", "blackman", "kaiser_5", "kaiser_0", "kaiser_14", "kaiser_120", "tukey_0.5", "tukey_0.1", "tukey_0", "tukey_1"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Window_functions_equal_scipy(string name)
    {
        var values = new List<double>();
        foreach (int length in Lengths)
        {
            values.AddRange(Make(name, length, periodic: false));
            values.AddRange(Make(name, length, periodic: true));
        }

        Golden.Equal(Golden.Load("window_" + name), values.ToArray(), 1e-12);
        Assert.Empty(Make(name, 0, periodic: false));
        Assert.Empty(Make(name, 0, periodic: true));
    }

    [Fact]
    public void Window_parameters_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunctions.Hann(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunctions.Kaiser(8, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunctions.Kaiser(8, 701));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunctions.Tukey(8, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunctions.Tukey(8, double.NaN));
    }

    [Fact]
    public void ZScore_equals_scipy_and_reports_what_it_removed()
    {
        double[] samples = Golden.Load("input");
        double mean = samples.Average();
        (double removed, double deviation) = ZScore.Apply(samples);
        Golden.Equal(Golden.Load("zscore"), samples);
        Assert.Equal(mean, removed, 1e-12);
        Assert.Equal(1, samples.Sum(x => x * x) / samples.Length, 1e-12);
        Assert.True(deviation > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-1e9)]
    public void ZScore_of_a_constant_is_zero_and_never_NaN(double level)
    {
        double[] samples = Enumerable.Repeat(level, 1001).ToArray();
        ZScore.Apply(samples);
        Assert.All(samples, x => Assert.Equal(0, x));
        Assert.Equal((0.0, 0.0), ZScore.Apply([]));
    }

    [Fact]
    public void ZScore_leaves_missing_samples_missing()
    {
        double[] samples = [1, double.NaN, 3];
        Assert.Equal((2.0, 1.0), ZScore.Apply(samples));
        Assert.Equal([-1, double.NaN, 1], samples);
    }

    [Theory]
    [InlineData(3000, 10, 0, WindowTail.Drop, new[] { 0 })]
    [InlineData(9000, 10, 0, WindowTail.Drop, new[] { 0, 3000, 6000 })]
    [InlineData(9000, 10, 5, WindowTail.Drop, new[] { 0, 1500, 3000, 4500, 6000 })]
    [InlineData(9100, 10, 5, WindowTail.Drop, new[] { 0, 1500, 3000, 4500, 6000 })]
    [InlineData(9100, 10, 5, WindowTail.MoveBack, new[] { 0, 1500, 3000, 4500, 6000, 6100 })]
    [InlineData(9100, 10, 5, WindowTail.Pad, new[] { 0, 1500, 3000, 4500, 6000, 7500 })]
    [InlineData(9000, 10, 5, WindowTail.Pad, new[] { 0, 1500, 3000, 4500, 6000 })]
    [InlineData(2999, 10, 0, WindowTail.Drop, new int[0])]
    [InlineData(2999, 10, 0, WindowTail.MoveBack, new int[0])]
    [InlineData(2999, 10, 0, WindowTail.Pad, new[] { 0 })]
    [InlineData(0, 10, 0, WindowTail.Pad, new int[0])]
    public void Windows_lie_where_length_overlap_and_tail_put_them(int count, double seconds, double overlap, WindowTail tail, int[] starts)
    {
        SampleWindow[] windows = Windowing.Cut(count, 300, seconds, overlap, tail);
        Assert.Equal(starts, windows.Select(window => window.Start));
        Assert.All(windows, window => Assert.Equal(3000, window.Length));
    }

    [Fact]
    public void A_padded_window_ends_in_zeros()
    {
        double[] samples = [1, 2, 3, 4, 5];
        SampleWindow last = Windowing.Cut(5, 1, 3, 0, WindowTail.Pad)[^1];
        double[] cut = [9, 9, 9, 9];
        last.CopyTo(samples, cut);
        Assert.Equal([4, 5, 0, 9], cut);
    }

    [Theory]
    [InlineData(300, 0, 0)]
    [InlineData(300, 10, 10)]
    [InlineData(300, 10, -1)]
    [InlineData(0, 10, 0)]
    [InlineData(300, double.NaN, 0)]
    [InlineData(300, 1e12, 0)]
    public void Windows_without_length_or_progress_are_refused(double rate, double seconds, double overlap)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Windowing.Cut(9000, rate, seconds, overlap));
    }

    private static double[] Make(string name, int length, bool periodic) => name.Split('_') switch
    {
        ["hann"] => WindowFunctions.Hann(length, periodic),
        ["hamming"] => WindowFunctions.Hamming(length, periodic),
        ["blackman"] => WindowFunctions.Blackman(length, periodic),
        ["kaiser", var beta] => WindowFunctions.Kaiser(length, double.Parse(beta, System.Globalization.CultureInfo.InvariantCulture), periodic),
        [_, var alpha] => WindowFunctions.Tukey(length, double.Parse(alpha, System.Globalization.CultureInfo.InvariantCulture), periodic),
        _ => throw new ArgumentException(name),
    };
}
