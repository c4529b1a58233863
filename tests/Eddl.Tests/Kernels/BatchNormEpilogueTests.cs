using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>What the epilogues of batch normalisation promise beyond the values that the kernel cases compare.</summary>
public sealed class BatchNormEpilogueTests
{
    private static readonly Shape s_shape = new(3, 17, 6, 5);
    private static readonly ChannelShape s_channels = ChannelShape.Of(s_shape, "test");

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(2)]
    public void The_fused_calls_give_the_bits_of_the_separate_ones(int? halo)
    {
        Kernels kernels = Device.Cpu.Kernels;
        Tensor x = Make(1, halo), summand = Make(2, halo), mean = Floats(), inverse = Floats(), fused = Make(3, halo), separate = Make(4, halo);
        kernels.BatchNorm(x, null, null, mean, inverse, separate, s_channels, 1e-5f);
        kernels.Map(default(Relu), separate, separate);
        kernels.BatchNormThen(default(Relu), x, null, null, mean, inverse, fused, s_channels, 1e-5f);
        Assert.Equal(separate.ToArray(), fused.ToArray());

        kernels.BatchNorm(x, null, null, mean, inverse, separate, s_channels, 1e-5f);
        kernels.Zip(default(Add), separate, summand, separate);
        kernels.Map(default(Relu), separate, separate);
        kernels.BatchNormAddThen(default(Relu), x, null, null, mean, inverse, summand, fused, s_channels, 1e-5f);
        Assert.Equal(separate.ToArray(), fused.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_destination_of_the_gradient_may_be_the_gradient_of_the_result(int? halo)
    {
        Kernels kernels = Device.Cpu.Kernels;
        Tensor x = Make(1, halo), y = Make(2, halo), mean = Floats(), inverse = Floats();
        kernels.BatchNormThen(default(Relu), x, null, null, mean, inverse, y, s_channels, 1e-5f);
        Tensor dx = Make(4, halo), dsummand = Make(5, halo);
        Call(Make(3, halo), dx, dsummand);
        Tensor first = Make(3, halo), second = Make(3, halo), rest = Make(6, halo);
        Call(first, first, rest);
        Assert.Equal(dx.ToArray(), first.ToArray());
        Assert.Equal(dsummand.ToArray(), rest.ToArray());
        Call(second, rest, second);
        Assert.Equal(dx.ToArray(), rest.ToArray());
        Assert.Equal(dsummand.ToArray(), second.ToArray());

        void Call(Tensor dy, Tensor toX, Tensor toSummand) => kernels.BatchNormThenGradient(
            default(Relu), x, y, dy, null, mean, inverse, toX, null, null, toSummand, s_channels, false, false, false);
    }

    private static Tensor Floats() => new(new Shape(s_shape[1]), DType.Float32, Device.Cpu);

    private static Tensor Make(uint stream, int? halo)
    {
        Tensor contiguous = ChannelsLastOperands.Random(s_shape, stream);
        return halo is { } side ? ChannelsLastOperands.Of(contiguous, FormatCache.Get(s_shape, default, new Halo(side, side), new Halo(side, 0))) : contiguous;
    }
}
