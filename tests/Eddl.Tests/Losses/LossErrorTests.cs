using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class LossErrorTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_outside_the_classes_names_label_position_and_range(int label)
    {
        LabelException error = Assert.Throws<LabelException>(
            () => new SoftmaxCrossEntropy().Forward(Tensor.Zeros([4, 3]), Tensor.From([0, 2, label, 1])));

        Contains(error, $"{label}", "position 2", "0 to 2");
    }

    [Fact]
    public void Labels_of_another_shape_name_both_shapes()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy().Forward(Tensor.Zeros([4, 3]), Tensor.From([0, 1])));

        Contains(error, "[4, 3]", "[2]");
        error = Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy().Forward(Tensor.Zeros([4, 3, 6]), Tensor.From([0, 1, 0, 1])));
        Contains(error, "[4, 3, 6]", "[4, 6]", "[4]");
    }

    [Fact]
    public void Labels_that_are_no_integers_name_their_type()
    {
        DTypeException error = Assert.Throws<DTypeException>(() => new SoftmaxCrossEntropy().Forward(Tensor.Zeros([2, 3]), Tensor.Zeros([2])));

        Contains(error, "Int32", "Float32");
    }

    [Fact]
    public void Class_weights_of_another_number_name_both_numbers()
    {
        ShapeException error = Assert.Throws<ShapeException>(
            () => new SoftmaxCrossEntropy([1, 2]).Forward(Tensor.Zeros([4, 3]), Tensor.From([0, 1, 2, 0])));

        Contains(error, "[2]", "3 classes");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Output_weights_never_broadcast(int weights)
    {
        float[] values = new float[weights];
        foreach (Loss loss in (Loss[])[new BinaryCrossEntropy(values), new MeanSquaredError(values)])
        {
            ShapeException error = Assert.Throws<ShapeException>(() => loss.Forward(Tensor.Zeros([5, 3]), Tensor.Zeros([5, 3])));
            Contains(error, loss.Name, $"{weights} ", "[5, 3]");
        }
    }

    [Fact]
    public void Output_weights_do_not_widen_a_single_output()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new MeanSquaredError([1, 2, 3]).Forward(Tensor.Zeros([5, 1]), Tensor.Zeros([5, 1])));

        Contains(error, "3 ", "[5, 1]");
    }

    [Fact]
    public void Prediction_and_target_of_other_shapes_are_named_and_never_broadcast()
    {
        foreach (Loss loss in (Loss[])[new BinaryCrossEntropy(), new MeanSquaredError()])
        {
            ShapeException error = Assert.Throws<ShapeException>(() => loss.Forward(Tensor.Zeros([4, 1]), Tensor.Zeros([4])));
            Contains(error, loss.Name, "[4, 1]", "[4]");
        }
    }

    [Fact]
    public void Integer_targets_of_a_regression_name_the_type()
    {
        DTypeException error = Assert.Throws<DTypeException>(() => new MeanSquaredError().Forward(Tensor.Zeros([2]), Tensor.From([1, 2])));

        Contains(error, "Int32");
    }

    [Theory]
    [InlineData(-0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_must_be_finite_and_not_negative(float weight)
    {
        foreach (Func<Loss> create in (Func<Loss>[])[
            () => new SoftmaxCrossEntropy([1, weight]), () => new BinaryCrossEntropy([1, weight]), () => new MeanSquaredError([1, weight])])
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => create());
            Contains(error, "weight 1", FormattableString.Invariant($"{weight}"));
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void The_positive_weight_is_checked_when_the_loss_is_made(float weight)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropy(positiveWeight: weight));

        Contains(error, "BinaryCrossEntropy", FormattableString.Invariant($"{weight}"));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void Label_smoothing_lies_from_0_to_below_1(float smoothing)
        => Contains(Assert.Throws<ArgumentOutOfRangeException>(() => new SoftmaxCrossEntropy(labelSmoothing: smoothing)), "SoftmaxCrossEntropy");

    private static void Contains(Exception error, params string[] parts)
    {
        foreach (string part in parts)
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }
}
