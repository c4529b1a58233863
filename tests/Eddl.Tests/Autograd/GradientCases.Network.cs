using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Network() => [.. Convolutions(), .. TransposedConvolutions(), .. Pools(), .. Normalizations(), .. Classification()];

    private static GradientCase[] Convolutions()
    {
        GradientCase Row(string detail, Shape x, Shape weight, ConvolutionOptions options, bool bias = true) => new(
            "Convolution(Tensor, Tensor, Tensor, ConvolutionOptions)",
            detail,
            t => Functional.Convolution(t[0], t[1], bias ? t[2] : null, options),
            [GradientInput.Smooth(x), GradientInput.Smooth(weight, -1, 1.25), .. bias ? [GradientInput.Smooth([weight[0]])] : Array.Empty<GradientInput>()]);
        return
        [
            Row("1-D", [2, 2, 7], [3, 2, 3], new ConvolutionOptions()),
            Row("1-D without bias", [1, 1, 5], [1, 1, 2], new ConvolutionOptions(), bias: false),
            Row("1-D stride, same padding", [2, 1, 8], [2, 1, 3], new ConvolutionOptions(stride: [2], padding: Padding.Same)),
            Row("1-D dilation, one-sided padding", [1, 2, 6], [2, 2, 3], new ConvolutionOptions(dilation: [2], padding: Padding.Asymmetric([4], [0]))),
            Row("1-D groups", [2, 4, 5], [6, 2, 3], new ConvolutionOptions(groups: 2, padding: 1)),
            Row("1-D depthwise", [1, 3, 5], [3, 1, 3], new ConvolutionOptions(groups: 3)),
            Row("2-D asymmetric", [1, 2, 4, 5], [2, 2, 3, 2], new ConvolutionOptions([2, 1], Padding.Asymmetric([1, 0], [0, 2]), [1, 2])),
            Row("2-D 1x1", [2, 3, 2, 2], [2, 3, 1, 1], new ConvolutionOptions()),
            Row("3-D", [1, 2, 3, 3, 4], [2, 1, 2, 3, 2], new ConvolutionOptions([1, 2, 1], 1, groups: 2)),
        ];
    }

    private static GradientCase[] TransposedConvolutions()
    {
        const string Member = "ConvolutionTranspose(Tensor, Tensor, Tensor, ConvolutionTransposeOptions)";
        GradientCase Row(string detail, Shape x, Shape weight, ConvolutionTransposeOptions options, int filters) => new(
            Member, detail, t => Functional.ConvolutionTranspose(t[0], t[1], t[2], options),
            GradientInput.Smooth(x), GradientInput.Smooth(weight, -1, 1.25), GradientInput.Smooth([filters]));
        ConvolutionTransposeOptions same = new(stride: [2], padding: Padding.Same);
        return
        [
            Row("1-D", [2, 2, 5], [2, 3, 3], new(), 3),
            Row("1-D groups, output padding", [2, 4, 4], [4, 2, 3], new([3], 1, [2], groups: 2, outputPadding: [2]), 4),
            Row("2-D asymmetric", [1, 2, 3, 4], [2, 2, 3, 2], new([2, 1], Padding.Asymmetric([1, 0], [0, 1]), [1, 2]), 2),
            Row("3-D", [1, 2, 2, 2, 3], [2, 2, 2, 3, 2], new([1, 2, 1], 1), 2),
            new(Member, "without bias, same padding", t => Functional.ConvolutionTranspose(t[0], t[1], null, same), GradientInput.Smooth([1, 2, 5]), GradientInput.Smooth([2, 1, 3])),
            new(Member, "input used before", t => Functional.ConvolutionTranspose(t[0], t[1], null, new()) + (t[0] * 2), GradientInput.Smooth([2, 1, 4]), GradientInput.Smooth([1, 1, 1])),
            new(Member, "input used after", t => (t[0] * 2) + Functional.ConvolutionTranspose(t[0], t[1], null, new()), GradientInput.Smooth([2, 1, 4]), GradientInput.Smooth([1, 1, 1])),
        ];
    }

    private static IEnumerable<GradientCase> Pools()
    {
        foreach ((string detail, Shape shape, int[] kernel, int[]? stride, Padding? padding, int[]? dilation) in
            ((string, Shape, int[], int[]?, Padding?, int[]?)[])
            [
                ("1-D", [2, 2, 7], [2], null, null, null),
                ("1-D overlapping, padded", [1, 2, 7], [3], [1], 1, null),
                ("1-D dilated", [1, 1, 9], [2], [2], Padding.Valid, [3]),
                ("2-D", [1, 2, 5, 4], [3, 2], [2, 2], Padding.Asymmetric([1, 0], [1, 1]), null),
                ("3-D", [1, 1, 3, 4, 4], [2], null, null, null),
            ])
        {
            PoolOptions options = new(kernel, stride, padding, dilation);
            PoolOptions counting = new(kernel, stride, padding, dilation, countPadding: true);
            yield return new("MaxPool(Tensor, PoolOptions)", detail, t => Functional.MaxPool(t[0], options), GradientInput.Spaced(shape));
            yield return new("AveragePool(Tensor, PoolOptions)", detail, t => Functional.AveragePool(t[0], options), GradientInput.Smooth(shape));
            yield return new("AveragePool(Tensor, PoolOptions)", detail + ", padding counted", t => Functional.AveragePool(t[0], counting), GradientInput.Smooth(shape));
        }
    }

    private static GradientCase[] Normalizations()
    {
        // A ramp keeps the variance away from 0 when operands are broadcast; a large epsilon keeps the fifth derivative small.
        const float Epsilon = 0.5f;
        const string BatchNorm = "BatchNorm(Tensor, Tensor, Tensor, Tensor, Tensor, Single, Single)";
        const string LayerNorm = "LayerNorm(Tensor, Tensor, Tensor, Int32, Single)";
        const string GroupNorm = "GroupNorm(Tensor, Tensor, Tensor, Int32, Single)";
        GradientInput x = GradientInput.Smooth([3, 4, 5]);
        GradientInput row = GradientInput.Smooth([4, 5]);
        GradientInput scale = GradientInput.Smooth([4], 0.5, 2);
        GradientInput shift = GradientInput.Smooth([4]);
        return
        [
            new(BatchNorm, "", t => Functional.BatchNorm(t[0] + Ramp(t[0]), t[1], t[2], Constant(t, 0), Constant(t, 1), 0.1f, Epsilon), x, scale, shift),
            new(BatchNorm, "without affine", t => Functional.BatchNorm(t[0] + Ramp(t[0]), null, null, Constant(t, 0), Constant(t, 1), 0.1f, Epsilon), x),
            new(BatchNorm, "[batch, channels]", t => Functional.BatchNorm(t[0] + Ramp(t[0]), t[1], t[2], Constant(t, 0), Constant(t, 1), 0.1f, Epsilon), GradientInput.Smooth([5, 4]), scale, shift),
            new(BatchNorm, "fixed scale", t => Functional.BatchNorm(t[0] + Ramp(t[0]), Constant(t, 2), t[1], Constant(t, 0), Constant(t, 1), 0.1f, Epsilon), x, shift),
            new("BatchNormInference(Tensor, Tensor, Tensor, Tensor, Tensor, Single)", "", t => Functional.BatchNormInference(t[0], t[1], t[2], t[3], t[4]), x, scale, shift, GradientInput.Smooth([4]), GradientInput.Smooth([4], 1, 2)),
            new(LayerNorm, "one axis", t => Functional.LayerNorm(t[0] + Ramp(t[0]), t[1], t[2], 1, Epsilon), row, GradientInput.Smooth([5], 0.5, 2), GradientInput.Smooth([5])),
            new(LayerNorm, "two axes", t => Functional.LayerNorm(t[0] + Ramp(t[0]), t[1], t[2], 2, Epsilon), x, row, row),
            new(LayerNorm, "without affine", t => Functional.LayerNorm(t[0] + Ramp(t[0]), null, null, 1, Epsilon), x),
            new(GroupNorm, "", t => Functional.GroupNorm(t[0] + Ramp(t[0]), t[1], t[2], 2, Epsilon), x, scale, shift),
            new(GroupNorm, "one group per channel", t => Functional.GroupNorm(t[0] + Ramp(t[0]), t[1], t[2], 4, Epsilon), x, scale, shift),
        ];
    }

    private static Tensor Constant(Tensor[] operands, float value) => Tensor.Full([4], value, operands[0].Device);

    private static GradientCase[] Classification()
    {
        const string CrossEntropy = "CrossEntropy(Tensor, Tensor, Tensor, Single)";
        GradientInput logits = GradientInput.Smooth([5, 4]);
        return
        [
            new(CrossEntropy, "", t => Functional.CrossEntropy(t[0], Labels(t, [5]), null, 0), logits),
            new(CrossEntropy, "weights, smoothing", t => Functional.CrossEntropy(t[0], Labels(t, [5]), Weights(t), 0.2f), logits),
            new(CrossEntropy, "positions", t => Functional.CrossEntropy(t[0], Labels(t, [2, 3]), Weights(t), 0), GradientInput.Smooth([2, 4, 3])),
            new("Dropout(Tensor, Single, StepClock, UInt32)", "", t => Functional.Dropout(t[0], 0.4f, new StepClock(3), 5), GradientInput.Smooth([3, 17])),
        ];
    }

    private static Tensor Labels(Tensor[] operands, Shape shape) => Tensor.From([.. Enumerable.Range(0, shape.ElementCount).Select(i => i * 3 % 4)], shape, operands[0].Device);

    private static Tensor Weights(Tensor[] operands) => Tensor.From([0.5f, 1, 2, 1.5f], device: operands[0].Device);
}
