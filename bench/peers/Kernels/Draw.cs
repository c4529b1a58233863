using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>Operands of kernels.</summary>
internal static class Draw
{
    /// <summary>Numbers between -4 and 4, which no activation is constant on.</summary>
    public static Tensor Numbers(Device device, Shape shape) => Tensor.RandomUniform(shape, new RandomSequence(1, 2), -4, 4, device);

    /// <summary>Labels or rows in turn, with a step that leaves no neighbours side by side.</summary>
    public static Tensor Labels(Device device, int count, int classes)
        => Tensor.From([.. Enumerable.Range(0, count).Select(i => (int)(i * 7919L % classes))], device: device);

    /// <summary>Memory to write to.</summary>
    public static Tensor Room(Device device, Shape shape) => Tensor.Zeros(shape, device: device);
}
