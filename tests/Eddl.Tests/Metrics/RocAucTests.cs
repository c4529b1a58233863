using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class RocAucTests
{
    [Fact]
    public void Areas_and_curve_equal_those_of_scikit_learn()
    {
        using ClassificationGolden golden = new();
        RocAuc metric = golden.Feed(new RocAuc(golden.Classes));
        double[] areas = [.. ClassificationGolden.Numbers(golden.Root.GetProperty("auc"))];
        for (int c = 0; c < golden.Classes; c++)
        {
            Assert.Equal(areas[c], metric.Area(c), 14);
        }

        // Class 4 has no sample: it is left out of the mean.
        Assert.True(double.IsNaN(metric.Area(4)));
        Assert.Empty(metric.Curve(4).Points);
        Assert.Equal(areas[..4].Average(), metric.Value, 14);

        JsonElement roc = golden.Root.GetProperty("rocOfClass2");
        IReadOnlyList<RocPoint> points = metric.Curve(2).Points;
        Assert.Equal(ClassificationGolden.Numbers(roc.GetProperty("falsePositiveRate")), points.Select(point => point.FalsePositiveRate));
        Assert.Equal(ClassificationGolden.Numbers(roc.GetProperty("truePositiveRate")), points.Select(point => point.TruePositiveRate));
        Assert.Equal(ClassificationGolden.Numbers(roc.GetProperty("threshold")), points.Skip(1).Select(point => point.Threshold));
        Assert.Equal(double.PositiveInfinity, points[0].Threshold);
    }

    [Fact]
    public void Area_is_exactly_the_share_of_pairs_in_order()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(2, 40);
            float[] scores = [.. Enumerable.Range(0, count).Select(_ => random.Next(-4, 5) / 4f)];
            bool[] positive = [.. Enumerable.Range(0, count).Select(i => i == 0 || (i != 1 && random.Next(2) == 0))];
            int halves = 0;
            int pairs = 0;
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    if (positive[i] && !positive[j])
                    {
                        pairs++;
                        halves += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0;
                    }
                }
            }

            Assert.Equal(halves / (2.0 * pairs), RocCurve.FromScores(scores, positive).Area);
        }
    }

    [Fact]
    public void Single_scores_and_two_columns_agree()
    {
        Tensor labels = Tensor.From([0, 1, 1, 0, 1]);
        RocAuc single = new(2);
        single.Update(Tensor.From([0.1f, 0.4f, 0.35f, 0.35f, 0.8f]), labels);
        RocAuc both = new(2);
        both.Update(Tensor.From([0.9f, 0.1f, 0.6f, 0.4f, 0.65f, 0.35f, 0.65f, 0.35f, 0.2f, 0.8f], new Shape(5, 2)), labels);

        // Pairs in order: 3 + 3 - one tie of weight one half, of 6.
        Assert.Equal(5.5 / 6, single.Value);
        Assert.Equal(single.Area(0), single.Area(1));
        Assert.Equal(single.Value, both.Value);
    }

    [Fact]
    public void Perfect_reversed_and_constant_scores_have_areas_one_zero_and_half()
    {
        bool[] labels = [false, false, true, true];
        Assert.Equal(1, RocCurve.FromScores([1f, 2, 3, 4], labels).Area);
        Assert.Equal(0, RocCurve.FromScores([4f, 3, 2, 1], labels).Area);
        Assert.Equal(0.5, RocCurve.FromScores([1f, 1, 1, 1], labels).Area);
    }

    [Fact]
    public void A_nan_score_shows_in_the_mean()
    {
        RocAuc metric = new(2);
        metric.Update(Tensor.From([0.5f, float.NaN, 0.1f]), Tensor.From([0, 1, 0]));
        Assert.True(double.IsNaN(metric.Value));
        metric.Reset();
        Assert.True(double.IsNaN(metric.Value));
        metric.Update(Tensor.From([0.5f, 0.1f]), Tensor.From([1, 0]));
        Assert.Equal(1, metric.Value);
    }

    [Fact]
    public void A_new_batch_changes_the_value()
    {
        RocAuc metric = new(2);
        metric.Update(Tensor.From([0.5f, 0.1f]), Tensor.From([1, 0]));
        Assert.Equal(1, metric.Value);
        metric.Update(Tensor.From([0.9f]), Tensor.From([0]));
        Assert.Equal(0.5, metric.Value);
        Assert.Throws<ShapeException>(() => metric.Update(Tensor.From([0.9f, 0.1f], new Shape(1, 2)), Tensor.From([0])));
        Assert.Throws<LabelException>(() => metric.Area(2));
        Assert.Throws<ShapeException>(() => RocCurve.FromScores([1f], [true, false]));
    }
}
