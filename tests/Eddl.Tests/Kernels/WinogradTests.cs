using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Convolutions whose results come in patches of 2×2: that they are right and how exact, and which ones they are.</summary>
public sealed class WinogradTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    private static readonly Window s_three = new(24, 3, PadBefore: 1, PadAfter: 1);

    // Ranges that cross samples, a rest of one register, uneven padding, slices, several ranges of panels.
    private static readonly Dictionary<string, ConvolutionShape> s_shapes = new ConvolutionShape[]
    {
        new(3, 32, 48, 1, Window.Single, new(16, 3, PadBefore: 1, PadAfter: 1), new(20, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 48, 32, 1, new(2, 1), new(18, 3), new(22, 3, PadBefore: 2)),
        new(2, 32, 128, 1, Window.Single, new(16, 3, PadBefore: 1, PadAfter: 1), new(16, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 128, 32, 1, Window.Single, new(16, 3, PadAfter: 2), new(16, 3, PadBefore: 3, PadAfter: 1)),
    }.ToDictionary(ConvolutionCases.Text);

    public static TheoryData<string> Names => [.. s_shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_equals_the_reference_whatever_the_number_of_threads(string name)
    {
        ConvolutionShape shape = s_shapes[name];
        Assert.True(WinogradPlan.Takes(shape, isGradient: false));
        (Tensor x, Tensor w) = (ChannelsLastOperands.Random(InputOf(shape), 1), ChannelsLastOperands.Random([shape.Filters * shape.Taps], 2));
        (Tensor bias, Tensor expected) = (ChannelsLastOperands.Random([shape.Filters], 3), ChannelsLastOperands.Random(OutputOf(shape), 4));
        Device.Reference.Kernels.Convolution(x, w, bias, expected, shape);
        Tensor expectedThen = ChannelsLastOperands.Random(expected.Shape, 4);
        Device.Reference.Kernels.Map(default(Tanh), expected, expectedThen);
        Tensor source = ChannelsLastOperands.Of(x, Format(x.Shape, shape.Height.InputHalo, shape.Width.InputHalo));
        float[]? first = null;
        foreach (Kernels cpu in teams.Cpu)
        {
            Tensor y = ChannelsLastOperands.Of(expectedThen, Format(expected.Shape, new(1, 0), new(0, 2)));
            cpu.Convolution(source, w, bias, y, shape);
            ChannelsLastOperands.AssertClose(expected, y, 2e-5);
            Assert.Equal(first ??= y.ToArray(), y.ToArray());
            cpu.ConvolutionThen(default(Tanh), source, w, bias, scale: null, y, shape);
            ChannelsLastOperands.AssertClose(expectedThen, y, 2e-5);
        }

        GC.KeepAlive((x, w, bias, source));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Input_gradient_equals_the_reference_whatever_the_number_of_threads(string name)
    {
        ConvolutionShape shape = s_shapes[name];
        Assert.True(WinogradPlan.Takes(shape, isGradient: true));
        (Tensor dy, Tensor w) = (ChannelsLastOperands.Random(OutputOf(shape), 1), ChannelsLastOperands.Random([shape.Filters * shape.Taps], 2));
        (Tensor start, Tensor expected) = (ChannelsLastOperands.Random(InputOf(shape), 3), ChannelsLastOperands.Random(InputOf(shape), 3));
        Device.Reference.Kernels.ConvolutionInputGradient(dy, w, null, expected, shape, accumulate: true);
        Tensor source = ChannelsLastOperands.Of(dy, Format(dy.Shape, shape.Height.OutputHalo, shape.Width.OutputHalo));
        float[]? first = null;
        foreach (Kernels cpu in teams.Cpu)
        {
            Tensor dx = ChannelsLastOperands.Of(start, Format(start.Shape, new(0, 1), new(1, 1)));
            cpu.ConvolutionInputGradient(source, w, null, dx, shape, accumulate: true);
            ChannelsLastOperands.AssertClose(expected, dx, 2e-5);
            Assert.Equal(first ??= dx.ToArray(), dx.ToArray());
        }

        GC.KeepAlive((dy, w, source));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weight_gradient_equals_the_reference_whatever_the_number_of_threads(string name)
    {
        ConvolutionShape shape = s_shapes[name];
        (Tensor x, Tensor dy) = (ChannelsLastOperands.Random(InputOf(shape), 1), ChannelsLastOperands.Random(OutputOf(shape), 2));
        Tensor expected = ChannelsLastOperands.Random([shape.Filters * shape.Taps], 3), start = ChannelsLastOperands.Random(expected.Shape, 3);
        Device.Reference.Kernels.ConvolutionWeightGradient(x, dy, expected, shape, accumulate: true);
        Tensor inputs = ChannelsLastOperands.Of(x, Format(x.Shape, shape.Height.InputHalo, shape.Width.InputHalo));
        Tensor gradients = ChannelsLastOperands.Of(dy, Format(dy.Shape, new(1, 0), new(0, 2)), float.NaN);
        float[]? first = null;
        foreach (Kernels cpu in teams.Cpu)
        {
            Tensor dw = new(expected.Shape, DType.Float32, Device.Reference);
            dw.CopyFrom(start);
            cpu.ConvolutionWeightGradient(inputs, gradients, dw, shape, accumulate: true);
            ChannelsLastOperands.AssertClose(expected, dw, 2e-5);
            Assert.Equal(first ??= dw.ToArray(), dw.ToArray());
        }

        GC.KeepAlive((x, dy, inputs, gradients));
    }

    // Normal input and weights of a common layer, against sums in double precision. The error is that of the worst of 36,864 results, in
    // parts of their root mean square. Measured: 3.3 millionths; the direct sum, which adds 2304 terms one by one, errs by 8.6 millionths.
    [Fact]
    public void The_error_is_a_few_millionths_of_the_size_of_the_results()
    {
        ConvolutionShape shape = new(1, 256, 64, 1, Window.Single, s_three, s_three);
        Assert.True(WinogradPlan.Takes(shape, isGradient: false));
        Device device = Device.CpuWithThreads(1);
        Tensor x = Tensor.RandomNormal([1, 256, 24, 24], new RandomSequence(3, 1), device: device);
        Tensor w = Tensor.RandomNormal([64, 256, 3, 3], new RandomSequence(3, 2), device: device), y = new([1, 64, 24, 24], DType.Float32, device);
        device.Kernels.Convolution(x, w, null, y, shape);
        double worst = WorstError(x.ToArray(), w.ToArray(), y.ToArray(), out double size);
        Assert.True(worst <= 5e-6 * size, $"The worst result errs by {worst / size} of the root mean square.");
    }

    [Fact]
    public void Only_dense_three_by_three_convolutions_with_enough_channels_take_patches()
    {
        ConvolutionShape fits = new(1, 32, 64, 1, Window.Single, s_three, s_three);
        Assert.True(WinogradPlan.Takes(fits, isGradient: false));
        Assert.True(WinogradPlan.Takes(fits, isGradient: true));
        Assert.False(WinogradPlan.Takes(fits with { Groups = 2 }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Channels = 16 }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Filters = 40 }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Height = s_three with { Stride = 2 } }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Width = s_three with { Dilation = 2 } }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Width = s_three with { Input = 25 } }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Depth = s_three }, isGradient: false));
        Assert.False(WinogradPlan.Takes(fits with { Height = s_three with { Input = 4 } }, isGradient: false));
    }

    private static Shape InputOf(in ConvolutionShape shape)
        => [shape.Batch, shape.Channels, shape.Depth.Input, shape.Height.Input, shape.Width.Input];

    private static Shape OutputOf(in ConvolutionShape shape)
        => [shape.Batch, shape.Filters, shape.Depth.Output, shape.Height.Output, shape.Width.Output];

    private static ChannelsLast Format(Shape shape, Halo height, Halo width) => new(shape, default, height, width);

    private static double WorstError(float[] x, float[] w, float[] y, out double size)
    {
        double worst = 0, squares = 0;
        for (int i = 0; i < y.Length; i++)
        {
            (int k, int cell) = Math.DivRem(i, 24 * 24);
            (int row, int column) = Math.DivRem(cell, 24);
            double sum = 0;
            for (int c = 0; c < 256; c++)
            {
                for (int tap = 0; tap < 9; tap++)
                {
                    int h = row + (tap / 3) - 1, v = column + (tap % 3) - 1;
                    sum += h is >= 0 and < 24 && v is >= 0 and < 24 ? (double)x[(((c * 24) + h) * 24) + v] * w[(((k * 256) + c) * 9) + tap] : 0;
                }
            }

            worst = Math.Max(worst, Math.Abs(sum - y[i]));
            squares += sum * sum;
        }

        size = Math.Sqrt(squares / y.Length);
        return worst;
    }
}
