using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ConfusionMatrixTests
{
    private static ConfusionMatrix Small()
    {
        ConfusionMatrix matrix = new(3, ["normal", "AF", "other rhythm"]);
        foreach ((int truth, int predicted) in ((int, int)[])[(0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 0)])
        {
            matrix.Add(truth, predicted);
        }

        return matrix;
    }

    [Fact]
    public void Figures_of_a_small_matrix_are_those_by_hand()
    {
        ConfusionMatrix matrix = Small();
        Assert.Equal(3, matrix[0, 0]);
        Assert.Equal(1, matrix[0, 1]);
        Assert.Equal(6, matrix.Total);
        Assert.Equal(4, matrix.Support(0));
        Assert.Equal(2, matrix.Predictions(1));
        Assert.Equal(3.0 / 4, matrix.Precision(0));
        Assert.Equal(1.0 / 2, matrix.Recall(1));
        Assert.Equal(6.0 / 8, matrix.F1(0));
        Assert.Equal(4.0 / 6, matrix.Accuracy);
        Assert.Equal((0.75 + 0.5) / 2, matrix.BalancedAccuracy);
        Assert.Equal((0.75 + 0.5 + 0) / 3, matrix.MacroF1(), 15);
        Assert.Equal(0.5, matrix.MacroF1(1));
    }

    [Fact]
    public void A_class_without_samples_or_predictions_scores_zero()
    {
        ConfusionMatrix matrix = Small();
        Assert.Equal(0, matrix.Precision(2));
        Assert.Equal(0, matrix.Recall(2));
        Assert.Equal(0, matrix.F1(2));
    }

    [Fact]
    public void An_empty_matrix_has_no_accuracy()
    {
        ConfusionMatrix matrix = Small();
        matrix.Reset();
        Assert.Equal(0, matrix.Total);
        Assert.True(double.IsNaN(matrix.Accuracy));
        Assert.True(double.IsNaN(matrix.BalancedAccuracy));
        Assert.True(double.IsNaN(matrix.MacroF1()));
    }

    [Fact]
    public void Table_is_aligned_and_named()
    {
        string expected = """
            true \ predicted  normal  AF  other rhythm  samples  precision  recall     F1
            normal                 3   1             0        4      0.750   0.750  0.750
            AF                     1   1             0        2      0.500   0.500  0.500
            other rhythm           0   0             0        0      0.000   0.000  0.000
            accuracy 0.667  balanced accuracy 0.625  macro F1 0.417
            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), Small().ToString());
    }

    [Fact]
    public void Folds_add_up()
    {
        ConfusionMatrix sum = Small();
        sum.Add(Small());
        Assert.Equal(6, sum[0, 0]);
        Assert.Equal(12, sum.Total);
        ShapeException error = Assert.Throws<ShapeException>(() => sum.Add(new ConfusionMatrix(4)));
        Assert.Contains("4", error.Message, StringComparison.Ordinal);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_go_to_the_first_class_and_nan_wins()
    {
        ConfusionMatrix matrix = new(3);
        matrix.Add(Tensor.From([1f, 2, 2, 0, float.NaN, 9, float.NaN, 5, float.NaN], new Shape(3, 3)), Tensor.From([0, 0, 0]));
        Assert.Equal([1, 2, 0], new long[] { matrix[0, 0], matrix[0, 1], matrix[0, 2] });
    }

    [Fact]
    public void Bad_classes_and_names_are_refused()
    {
        ConfusionMatrix matrix = Small();
        LabelException error = Assert.Throws<LabelException>(() => matrix.Add(0, 3));
        Assert.Contains("3 is outside 0 … 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<LabelException>(() => matrix.F1(-1));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(3, ["a", "b"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1));
        Assert.Equal(6, matrix.Total);
    }
}
