using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class LayerBehaviourTests
{
    [Fact]
    public void Dropout_zeroes_its_part_and_keeps_the_mean()
    {
        Dropout layer = new(0.3f);
        ParameterArena arena = layer.Build([100], seed: 5);
        layer.SetTraining(true);

        float[] y = layer.Forward(Tensor.Ones([100, 100])).ToArray();

        Assert.All(y, value => Assert.True(value is 0 || Math.Abs(value - (1 / 0.7f)) < 1e-6));
        Assert.Equal(0.3, y.Count(value => value == 0) / 1e4, 0.02);
        Assert.Equal(1, y.Average(), 0.03);

        // The mask depends on the step alone.
        Assert.Equal(y, layer.Forward(Tensor.Ones([100, 100])).ToArray());
        arena.Clock.Step++;
        Assert.NotEqual(y, layer.Forward(Tensor.Ones([100, 100])).ToArray());
    }

    [Fact]
    public void Two_dropouts_and_two_seeds_have_masks_of_their_own()
    {
        Assert.NotEqual(Mask(0, 1), Mask(1, 1));
        Assert.NotEqual(Mask(0, 1), Mask(0, 2));

        static float[] Mask(int layer, ulong seed)
        {
            Dropout[] layers = [new(0.5f), new(0.5f)];
            new Sequential(layers).Build([64], seed);
            layers[layer].SetTraining(true);
            return layers[layer].Forward(Tensor.Ones([4, 64])).ToArray();
        }
    }

    [Fact]
    public void Dropout_of_nothing_is_the_identity()
    {
        Dropout layer = new(0);
        layer.Build([3], seed: 1);
        layer.SetTraining(true);
        Tensor x = Tensor.Arange(6).Reshape(2, 3);

        Assert.Equal(x.ToArray(), layer.Forward(x).ToArray());
    }

    [Fact]
    public void Batch_normalisation_uses_the_batch_in_training_and_its_running_statistics_in_inference()
    {
        BatchNorm layer = new(momentum: 0.25f);
        layer.Build([1], seed: 1);
        layer.SetTraining(true);
        Tensor x = Tensor.From([1f, 2, 3, 6], [4, 1]);

        float[] y = layer.Forward(x).ToArray();

        // Mean 3, biased variance 3.5, unbiased 14/3.
        Close.Require([-2 / Math.Sqrt(3.5 + 1e-5), -1 / Math.Sqrt(3.5 + 1e-5), 0, 3 / Math.Sqrt(3.5 + 1e-5)], y, 1e-6, "training");
        Close.Require(0.75, layer.RunningMean.Item(), 1e-6, "running mean");
        Close.Require(0.75 + (0.25 * 14 / 3), layer.RunningVariance.Item(), 1e-6, "running variance");
        float mean = layer.RunningMean.Item();
        float variance = layer.RunningVariance.Item();
        layer.SetTraining(false);
        Close.Require(
            [.. x.ToArray().Select(value => (value - mean) / Math.Sqrt(variance + 1e-5))], layer.Forward(x).ToArray(), 1e-5, "inference");
        Assert.Equal(mean, layer.RunningMean.Item());
    }

    [Fact]
    public void Layer_and_group_normalisation_give_mean_0_and_variance_1_to_what_they_normalise()
    {
        Tensor x = Tensor.RandomNormal([5, 4, 6], new RandomSequence(1, 1), mean: 3, standardDeviation: 2);
        LayerNorm layer = new(axes: 2);
        layer.Build([4, 6], seed: 1);
        Normalised(layer.Forward(x).Reshape(5, 24));
        GroupNorm group = new(groups: 2);
        group.Build([4, 6], seed: 1);
        Normalised(group.Forward(x).Reshape(10, 12));

        static void Normalised(Tensor rows)
        {
            Close.Require(new double[rows.Shape[0]], rows.Mean([1]).ToArray(), 1e-5, "mean");
            Close.Require([.. Enumerable.Repeat(1.0, rows.Shape[0])], rows.Variance([1]).ToArray(), 1e-4, "variance");
        }
    }

    [Fact]
    public void An_embedding_looks_up_rows_and_refuses_indices_outside()
    {
        Embedding layer = new(5, 2);
        layer.Build([3], seed: 1);
        float[] table = layer.Weight.ToArray();

        float[] y = layer.Forward(Tensor.From([4, 0, 4], [1, 3])).ToArray();

        Assert.Equal((float[])[table[8], table[9], table[0], table[1], table[8], table[9]], y);
        Assert.Contains("5", Assert.Throws<LabelException>(() => layer.Forward(Tensor.From([5, 0, 0], [1, 3]))).Message, StringComparison.Ordinal);
        Assert.Contains("Float32", Assert.Throws<DTypeException>(() => layer.Forward(Tensor.Zeros([1, 3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_with_the_layers_name()
    {
        foreach ((string name, Action create) in ((string, Action)[])[
            ("Dense", () => _ = new Dense(0)), ("Conv2D", () => _ = new Conv2D(0, 3)), ("Dropout", () => _ = new Dropout(1)), ("Dropout", () => _ = new Dropout(-0.1f)),
            ("Dropout", () => _ = new Dropout(float.NaN)), ("Embedding", () => _ = new Embedding(0, 1)), ("Embedding", () => _ = new Embedding(1, 0)),
            ("GroupNorm", () => _ = new GroupNorm(0)), ("GroupNorm", () => _ = new GroupNorm(1, epsilon: 0)), ("LayerNorm", () => _ = new LayerNorm(0)),
            ("LayerNorm", () => _ = new LayerNorm(epsilon: -1)), ("BatchNorm", () => _ = new BatchNorm(momentum: 0)), ("BatchNorm", () => _ = new BatchNorm(momentum: 1.5f)),
            ("BatchNorm", () => _ = new BatchNorm(epsilon: float.NaN))])
        {
            Assert.StartsWith(name, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(3, 0, 1, 1)]
    [InlineData(3, 1, 0, 1)]
    [InlineData(3, 1, 1, 0)]
    public void Convolutions_refuse_sizes_below_1_when_they_are_built(int kernel, int stride, int dilation, int groups)
        => Assert.Throws<ShapeException>(() => new Conv2D(2, kernel, stride, dilation: dilation, groups: groups).Build([2, 8, 8], seed: 1));

    [Fact]
    public void Two_kernel_sizes_for_three_axes_are_refused()
        => Assert.Contains("Conv3D", Assert.Throws<ShapeException>(() => new Conv3D(2, [3, 3]).Build([2, 8, 8, 8], seed: 1)).Message, StringComparison.Ordinal);
}
