using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class SmoothingTests
{
    [Fact]
    public void Medians_equal_scipy_exactly()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("medfilt");
        foreach ((int length, int kernel) in ((int, int)[])[(600, 1), (600, 3), (600, 31), (10, 15), (1, 3)])
        {
            golden.Check(RunningMedian.Apply(x.AsSpan(0, length), kernel), 0);
        }

        golden.End();
        Assert.Empty(RunningMedian.Apply([], 3));
    }

    [Fact]
    public void A_running_median_in_random_pieces_is_the_median_of_the_whole_with_a_lag()
    {
        double[] x = Golden.Load("input");
        double[] whole = RunningMedian.Apply(x, 9);
        var median = new RunningMedian(9);
        double[] streamed = new double[x.Length];
        foreach (Range piece in Pieces.Random(x.Length, 5))
        {
            median.Process(x.AsSpan(piece), streamed.AsSpan(piece));
        }

        Assert.Equal(whole[..^4], streamed[4..]);
    }

    [Fact]
    public void A_missing_sample_disturbs_a_median_only_while_it_is_in_the_kernel()
    {
        double[] x = [1, 2, 3, double.NaN, 5, 6, 7, 8];
        Assert.Equal([1, 2, 2, 3, 5, 6, 7, 7], RunningMedian.Apply(x, 3));
    }

    [Fact]
    public void Polynomial_smoothing_equals_scipy()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("savgol");
        foreach ((int window, int order, int derivative) in ((int, int, int)[])[(5, 2, 0), (11, 3, 0), (11, 3, 1), (31, 5, 2), (3, 0, 0), (21, 6, 0), (7, 2, 3)])
        {
            golden.Check(SavitzkyGolay.Apply(x, window, order, derivative, 300));
        }

        golden.Check(SavitzkyGolay.Weights(7, 2, 3));
        golden.Check(SavitzkyGolay.Weights(9, 4, 4, derivative: 1));
        golden.Check(SavitzkyGolay.Weights(21, 8, 10), 1e-14);
        golden.End();
    }

    [Fact]
    public void A_polynomial_up_to_the_order_is_kept_with_its_slope_up_to_the_ends()
    {
        double[] cubic = [.. Enumerable.Range(0, 50).Select(i => (0.001 * i * i * i) - (0.2 * i) + 3)];
        Golden.Equal(cubic, SavitzkyGolay.Apply(cubic, 15, 3), 1e-12);
        double[] slope = [.. Enumerable.Range(0, 50).Select(i => ((0.003 * i * i) - 0.2) * 10)];
        Golden.Equal(slope, SavitzkyGolay.Apply(cubic, 15, 3, 1, 10), 1e-11);
    }

    [Fact]
    public void Wrong_values_are_refused_with_both_sides()
    {
        Refused(() => RunningMedian.Apply([1], 4), "4", "5");
        Refused(() => SavitzkyGolay.Apply(new double[10], 4, 2), "4 samples");
        Refused(() => SavitzkyGolay.Apply(new double[10], 5, 5), "5 samples", "order 5");
        Refused(() => SavitzkyGolay.Apply(new double[10], 11, 5), "10 samples", "11");
        Refused(() => SavitzkyGolay.Weights(5, 2, 5), "position 5", "of 5");
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
