using System.Text.Json;
using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ClassificationMetricTests : IDisposable
{
    private readonly ClassificationGolden _golden = new();

    public void Dispose() => _golden.Dispose();

    [Fact]
    public void Confusion_and_per_class_figures_equal_those_of_scikit_learn()
    {
        ConfusionMatrix matrix = _golden.Feed(new Accuracy(_golden.Classes)).Matrix;
        double[] counts = [.. _golden.Root.GetProperty("confusion").EnumerateArray().SelectMany(ClassificationGolden.Numbers)];
        double[] precision = [.. ClassificationGolden.Numbers(_golden.Root.GetProperty("precision"))];
        double[] recall = [.. ClassificationGolden.Numbers(_golden.Root.GetProperty("recall"))];
        double[] f1 = [.. ClassificationGolden.Numbers(_golden.Root.GetProperty("f1"))];
        double[] support = [.. ClassificationGolden.Numbers(_golden.Root.GetProperty("support"))];
        for (int truth = 0; truth < _golden.Classes; truth++)
        {
            for (int predicted = 0; predicted < _golden.Classes; predicted++)
            {
                Assert.Equal(counts[(truth * _golden.Classes) + predicted], matrix[truth, predicted]);
            }

            Assert.Equal(precision[truth], matrix.Precision(truth), 14);
            Assert.Equal(recall[truth], matrix.Recall(truth), 14);
            Assert.Equal(f1[truth], matrix.F1(truth), 14);
            Assert.Equal(support[truth], matrix.Support(truth));
        }
    }

    [Fact]
    public void Values_equal_those_of_scikit_learn()
    {
        Assert.Equal(Expected("accuracy"), _golden.Feed(new Accuracy(_golden.Classes)).Value, 14);
        Assert.Equal(Expected("balancedAccuracy"), _golden.Feed(new BalancedAccuracy(_golden.Classes)).Value, 14);
        Assert.Equal(Expected("macroF1"), _golden.Feed(new F1Score(_golden.Classes)).Value, 14);
        Assert.Equal(Expected("macroF1OfFirstThree"), _golden.Feed(new F1Score(_golden.Classes, over: [0, 1, 2])).Value, 14);
    }

    [Fact]
    public void Binary_scores_equal_those_of_scikit_learn_in_every_form()
    {
        JsonElement binary = _golden.Root.GetProperty("binary");
        float[] scores = [.. ClassificationGolden.Numbers(binary.GetProperty("scores")).Select(score => (float)score)];
        int[] labels = [.. ClassificationGolden.Numbers(binary.GetProperty("labels")).Select(label => (int)label)];
        float[] floats = [.. labels.Select(label => (float)label)];
        long[] counts = [.. binary.GetProperty("confusion").EnumerateArray().SelectMany(ClassificationGolden.Numbers).Select(n => (long)n)];
        Tensor flat = Tensor.From(scores);
        Tensor column = Tensor.From(scores, new Shape(scores.Length, 1));
        Tensor floatColumn = Tensor.From(floats, new Shape(floats.Length, 1));
        foreach ((Tensor prediction, Tensor target) in ((Tensor, Tensor)[])[(flat, Tensor.From(labels)), (column, floatColumn), (flat, floatColumn)])
        {
            F1Score f1 = new(2, over: [1]);
            f1.Update(prediction, target);
            Assert.Equal(counts, new[] { f1.Matrix[0, 0], f1.Matrix[0, 1], f1.Matrix[1, 0], f1.Matrix[1, 1] });
            Assert.Equal(binary.GetProperty("f1").GetDouble(), f1.Value, 14);
        }
    }

    [Fact]
    public void A_score_at_the_threshold_is_class_1()
    {
        Accuracy logits = new(2, threshold: 0);
        logits.Update(Tensor.From([0f, -0.001f, 3, float.NaN]), Tensor.From([1, 0, 1, 0]));
        Assert.Equal(1, logits.Value);
        logits.Reset();
        Assert.True(double.IsNaN(logits.Value));
    }

    [Fact]
    public void Views_are_read_like_copies()
    {
        Accuracy metric = new(2);
        Tensor stored = Tensor.From([0.9f, 0.2f, 0.1f, 0.1f, 0.8f, 0.9f], new Shape(2, 3));
        Tensor labels = Tensor.From([0, -7, 1, -7, 1, -7], new Shape(3, 2)).Narrow(1, 0, 1);
        metric.Update(stored.Transpose(0, 1), labels);
        Assert.Equal(1, metric.Value);
    }

    [Fact]
    public void Updating_allocates_nothing()
    {
        (Tensor scores, Tensor labels) = _golden.Batch(0, 120);
        Tensor regression = Tensor.From(_golden.Scores);
        Metric[] metrics = [new Accuracy(5), new BalancedAccuracy(5), new F1Score(5, [0, 1])];
        MeanAbsoluteError error = new();
        Update();
        Assert.Equal(0, Allocations.By(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                Update();
            }
        }));

        void Update()
        {
            foreach (Metric metric in metrics)
            {
                metric.Update(scores, labels);
            }

            error.Update(regression, regression);
        }
    }

    [Fact]
    public void Bad_batches_are_refused_whole()
    {
        Accuracy metric = new(3);
        Tensor scores = Tensor.From(new float[12], new Shape(4, 3));
        LabelException label = Assert.Throws<LabelException>(() => metric.Update(scores, Tensor.From([0, 1, 3, 0])));
        Assert.Contains("label 3 of sample 2 is outside 0 … 2", label.Message, StringComparison.Ordinal);
        ShapeException shape = Assert.Throws<ShapeException>(() => metric.Update(scores, Tensor.From([0, 1, 2])));
        Assert.Contains("[4, 3] holds 4 samples, the labels are [3]", shape.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => metric.Update(Tensor.From(new float[8], new Shape(4, 2)), Tensor.From(new int[4])));
        Assert.Throws<ShapeException>(() => metric.Update(Tensor.From(new float[4]), Tensor.From(new int[4])));
        DTypeException type = Assert.Throws<DTypeException>(() => metric.Update(scores, Tensor.From(new long[4])));
        Assert.Contains("Int64", type.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => metric.Update(scores, Tensor.From(new float[4])));
        Assert.Throws<LabelException>(() => new Accuracy(2).Update(Tensor.From([0.5f]), Tensor.From([0.5f])));
        Assert.Equal(0, metric.Matrix.Total);
    }

    [Fact]
    public void Classes_to_average_over_are_checked()
    {
        Assert.Contains("[0, 3]", Assert.Throws<LabelException>(() => new F1Score(3, [0, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<LabelException>(() => new F1Score(3, [1, 1]));
        Assert.Throws<LabelException>(() => new F1Score(3, []));
    }

    private double Expected(string name) => _golden.Root.GetProperty(name).GetDouble();
}
