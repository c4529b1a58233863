using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The weight gradient and the bias gradient on channels-last operands, with several halos.</summary>
public sealed class ChannelsLastConvolutionTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    private static readonly ConvolutionShape[] s_shapes =
    [
        .. ConvolutionCases.Shapes().Distinct(),

        // Several blocks of outputs, long rows, panels of filters with and without a rest, tiny planes.
        new(3, 20, 70, 1, Window.Single, new(25, 3, PadBefore: 1, PadAfter: 1), new(24, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 3, 33, 1, Window.Single, Window.Single, new(2500, 7, Stride: 2, PadBefore: 3, PadAfter: 3)),
        new(5, 40, 64, 1, Window.Single, new(2, 3, PadBefore: 1, PadAfter: 1), new(2, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 4, 20, 1, Window.Single, new(30, 5, PadBefore: 2, PadAfter: 2), new(30, 5, PadBefore: 2, PadAfter: 2)),
        new(2, 40, 3, 1, Window.Single, new(30, 1), new(30, 1)),
        new(2, 40, 40, 40, Window.Single, new(20, 3, PadBefore: 1, PadAfter: 1), new(20, 5, Stride: 2, PadBefore: 2, PadAfter: 2)),
        new(2, 17, 34, 17, Window.Single, new(9, 3, PadBefore: 1, PadAfter: 1), new(9, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 32, 32, 8, Window.Single, new(19, 3, PadBefore: 1, PadAfter: 1), new(18, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 64, 64, 8, Window.Single, new(9, 5, Stride: 2, PadBefore: 2, PadAfter: 2), new(11, 3, Dilation: 2, PadBefore: 2, PadAfter: 2)),
        new(2, 48, 48, 24, new(4, 3, PadBefore: 1, PadAfter: 1), new(5, 3, PadBefore: 2, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 64, 64, 4, Window.Single, new(5, 3, PadBefore: 1, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 16, 16, 4, Window.Single, new(2, 5, PadBefore: 2, PadAfter: 2), new(2, 5, PadBefore: 2, PadAfter: 2)),
        new(2, 20, 20, 20, Window.Single, Window.Single, new(600, 15, PadBefore: 7, PadAfter: 7)),
    ];

    public static TheoryData<string> Names => [.. s_shapes.Select(ConvolutionCases.Text).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_weight_gradient_equals_the_reference(string name)
    {
        ConvolutionShape shape = s_shapes.First(candidate => ConvolutionCases.Text(candidate) == name);
        Tensor x = ChannelsLastOperands.Random(ConvolutionSizes.Input(shape), 1), dy = ChannelsLastOperands.Random(ConvolutionSizes.Output(shape), 2);
        Tensor dw = ChannelsLastOperands.Random(ConvolutionSizes.Weights(shape), 3), expected = ChannelsLastOperands.Random(ConvolutionSizes.Weights(shape), 3);
        Device.Reference.Kernels.ConvolutionWeightGradient(x, dy, expected, shape, accumulate: true);
        double tolerance = 1e-6 * (1 + Math.Sqrt(shape.Batch * shape.OutputPlane));
        for (int extra = 0; extra < 2; extra++)
        {
            // The padding is never multiplied: NaN in the halo must not appear.
            Tensor cells = ChannelsLastOperands.Of(x, Format(x, shape, extra), float.NaN);
            Tensor gradients = ChannelsLastOperands.Of(dy, Format(dy, shape, extra), float.NaN);
            float[]? first = null;
            foreach ((Tensor left, Tensor right) in ((Tensor, Tensor)[])[(cells, gradients), (x, gradients), (cells, dy)])
            {
                foreach (Kernels cpu in teams.Cpu)
                {
                    Tensor sum = new(dw.Shape, DType.Float32, Device.Reference);
                    sum.CopyFrom(dw);
                    cpu.ConvolutionWeightGradient(left, right, sum, shape, accumulate: true);
                    ChannelsLastOperands.AssertClose(expected, sum, tolerance);
                    first ??= sum.ToArray();
                    Assert.Equal(first, sum.ToArray());
                }
            }

            GC.KeepAlive((cells, gradients));
        }

        GC.KeepAlive((x, dy));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bias_gradient_equals_the_reference(string name)
    {
        ConvolutionShape shape = s_shapes.First(candidate => ConvolutionCases.Text(candidate) == name);
        ChannelShape sums = new(shape.Batch, shape.Filters, shape.OutputPlane);
        Tensor dy = ChannelsLastOperands.Random(ConvolutionSizes.Output(shape), 2);
        foreach (bool accumulate in (bool[])[false, true])
        {
            Tensor expected = ChannelsLastOperands.Random([shape.Filters], 3);
            Device.Reference.Kernels.ChannelSum(dy, expected, sums, accumulate);
            float[]? first = null;
            foreach (Kernels cpu in teams.Cpu)
            {
                Tensor sum = ChannelsLastOperands.Random([shape.Filters], 3);
                Tensor cells = ChannelsLastOperands.Of(dy, Format(dy, shape, 1), float.NaN);
                cpu.ChannelSum(cells, sum, sums, accumulate);
                GC.KeepAlive(cells);
                ChannelsLastOperands.AssertClose(expected, sum, 1e-5);
                first ??= sum.ToArray();
                Assert.Equal(first, sum.ToArray());
            }
        }
    }

    [Fact]
    public void A_long_channel_sum_is_as_exact_as_a_short_one()
    {
        Tensor dy = new([2, 3, 400, 401], DType.Float32, Device.Reference);
        dy.Floats().Fill(0.1f);
        Tensor sum = new([3], DType.Float32, Device.Reference);
        Tensor cells = ChannelsLastOperands.Of(dy, FormatCache.Get(dy.Shape, default, default, default));
        teams.Cpu[0].ChannelSum(cells, sum, new ChannelShape(2, 3, 400 * 401), false);
        GC.KeepAlive(cells);
        Assert.All(sum.ToArray(), value => Assert.Equal(2.0 * 400 * 401 * 0.1f, value, 1.0));
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(20, 40)]
    [InlineData(16, 16)]
    [InlineData(32, 32)]
    public void Infinity_reaches_only_the_cells_of_the_window_that_meet_it(int channels, int filters)
    {
        Window window = new(6, 3, PadBefore: 1, PadAfter: 1);
        foreach (int groups in (int[])[1, channels == filters ? channels : 1, channels == filters ? 8 : 1])
        {
            ConvolutionShape shape = new(2, channels, filters, groups, Window.Single, window, window);
            Tensor x = ChannelsLastOperands.Random(ConvolutionSizes.Input(shape), 1), dy = ChannelsLastOperands.Random(ConvolutionSizes.Output(shape), 2);

            // The last output of a row meets the padding on its right, the first input cell of the next row is its neighbour in memory.
            dy.Floats()[5] = float.PositiveInfinity;
            x.Floats()[12] = float.NaN;
            Tensor expected = new(ConvolutionSizes.Weights(shape), DType.Float32, Device.Reference), dw = new(ConvolutionSizes.Weights(shape), DType.Float32, Device.Reference);
            Device.Reference.Kernels.ConvolutionWeightGradient(x, dy, expected, shape, accumulate: false);
            Tensor cells = ChannelsLastOperands.Of(x, Format(x, shape, 0)), gradients = ChannelsLastOperands.Of(dy, Format(dy, shape, 0));
            teams.Cpu[0].ConvolutionWeightGradient(cells, gradients, dw, shape, accumulate: false);
            GC.KeepAlive((cells, gradients));
            Assert.Contains(expected.ToArray(), float.IsFinite);
            ChannelsLastOperands.AssertClose(expected, dw, 1e-4);
        }
    }

    private static ChannelsLast Format(Tensor x, in ConvolutionShape shape, int extra)
    {
        bool isInput = x.Shape == ConvolutionSizes.Input(shape);
        Halo Of(Window window)
        {
            Halo halo = isInput ? window.InputHalo : window.OutputHalo;
            return new(halo.Before + extra, halo.After + (2 * extra));
        }

        return FormatCache.Get(x.Shape, Of(shape.Depth), Of(shape.Height), Of(shape.Width));
    }
}
