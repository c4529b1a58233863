using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ConvolutionTransposeTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> s_rows = LayerGolden.Read("convolution_transpose.json");

    public static TheoryData<string, string> Rows => LayerGolden.Rows(s_rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Results_and_gradients_are_those_of_PyTorch(string name, string device)
    {
        LayerGolden golden = new(s_rows[name], TestDevices.Named(device));
        ConvolutionTransposeOptions options = new(
            golden.Option("stride"), Padding.Symmetric(golden.Option("padding") ?? [0]), golden.Option("dilation"), golden.Option("groups")?[0] ?? 1,
            golden.Option("output_padding"));
        Tensor x = golden.Leaf("x");
        Tensor weight = golden.Leaf("weight");
        Tensor? bias = golden.Has("bias") ? golden.Leaf("bias") : null;

        Tensor y = Functional.ConvolutionTranspose(x, weight, bias, options);
        (y * golden.Constant("dy")).Sum().Backward();

        golden.Check("y", y, 1e-5);
        golden.Check("dx", x.Grad, 1e-5);
        golden.Check("dweight", weight.Grad, 1e-5);
        if (bias is not null)
        {
            golden.Check("dbias", bias.Grad, 1e-5);
        }
    }

    [Fact]
    public void Filters_that_the_groups_do_not_divide_are_refused()
        => Assert.Contains("5 filters", Assert.Throws<ShapeException>(() => new ConvTranspose1D(5, 3, groups: 2).Build([4, 8], seed: 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    public void Same_padding_makes_each_axis_stride_times_as_long(int kernel, int stride)
    {
        ConvTranspose2D layer = new(1, kernel, stride);

        layer.Build([1, 4, 7], seed: 1);

        Assert.Equal([1, 4 * stride, 7 * stride], layer.OutputShape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_initial_weights_keep_the_variance_of_rectified_inputs(int stride)
    {
        ConvTranspose1D layer = new(32, 4, stride);
        layer.Build([64, 50], seed: 3);

        Tensor y = layer.Forward(Tensor.RandomNormal([8, 64, 50], new RandomSequence(1, 1)).Relu() * MathF.Sqrt(2));

        // The sums of rectified inputs have twice the variance of their mean square times the variance of the weights.
        Assert.InRange(y.Square().Mean().Item(), 1.5f, 2.5f);
    }
}
