using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ErrorMetricTests
{
    [Fact]
    public void Values_equal_those_of_scikit_learn()
    {
        using ClassificationGolden golden = new();
        Tensor scores = Tensor.From(golden.Scores, new Shape(120, 5));
        MeanAbsoluteError absolute = new();
        RootMeanSquaredError squared = new();
        foreach ((int from, int count) in ((int, int)[])[(0, 7), (7, 113)])
        {
            // Columns of a matrix: views that are not contiguous.
            Tensor left = scores.Narrow(0, from, count).Narrow(1, 0, 1);
            Tensor right = scores.Narrow(0, from, count).Narrow(1, 1, 1);
            absolute.Update(left, right);
            squared.Update(left, right);
        }

        Assert.Equal(120, absolute.Count);
        Assert.Equal(golden.Root.GetProperty("meanAbsoluteError").GetDouble(), absolute.Value, 14);
        Assert.Equal(golden.Root.GetProperty("rootMeanSquaredError").GetDouble(), squared.Value, 14);
        Assert.False(squared.HigherIsBetter);
        squared.Reset();
        Assert.True(double.IsNaN(squared.Value));
    }

    [Fact]
    public void Nothing_is_broadcast()
    {
        MeanAbsoluteError metric = new();
        ShapeException error = Assert.Throws<ShapeException>(() => metric.Update(Tensor.From(new float[4], new Shape(4, 1)), Tensor.From(new float[4])));
        Assert.Contains("[4, 1]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[4]", error.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => metric.Update(Tensor.From([1f]), Tensor.From([1])));
    }

    [Fact]
    public void Differences_are_taken_in_double_precision()
    {
        MeanAbsoluteError metric = new();
        metric.Update(Tensor.From([3e38f]), Tensor.From([-3e38f]));
        Assert.Equal((double)3e38f * 2, metric.Value);
    }
}
