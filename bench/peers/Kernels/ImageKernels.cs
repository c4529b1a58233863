using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>Pooling and batch normalisation of images, forward and backward.</summary>
public sealed class ImageKernels : IKernelFamily
{
    /// <inheritdoc/>
    public static IEnumerable<KernelCase> Cases =>
    [
        MaxPool(100, 32, 32) with { IsQuick = true },
        MaxPoolGradient(100, 32, 32),
        AveragePool(100, 32, 32),
        BatchNorm(16, 64, 56) with { IsQuick = true },
        BatchNormGradient(16, 64, 56) with { IsQuick = true },
        BatchNorm(4, 32, 128),
    ];

    private static KernelCase MaxPool(int batch, int channels, int side)
    {
        PoolShape shape = Halving(batch * channels, side);
        return new KernelCase($"maxpool {batch}x{channels}x{side} 2/2", 1.5 * Bytes(batch, channels, side), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [batch, channels, side, side]);
            Tensor y = Draw.Room(device, [batch, channels, side / 2, side / 2]);
            Tensor indices = Winners(device, y);
            return () => device.Kernels.MaxPool(x, y, indices, shape);
        }
    }

    private static KernelCase MaxPoolGradient(int batch, int channels, int side)
    {
        PoolShape shape = Halving(batch * channels, side);
        return new KernelCase($"maxpool-gradient {batch}x{channels}x{side} 2/2", 1.5 * Bytes(batch, channels, side), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [batch, channels, side, side]);
            Tensor dy = Draw.Numbers(device, [batch, channels, side / 2, side / 2]);
            Tensor indices = Winners(device, dy);
            device.Kernels.MaxPool(x, Draw.Room(device, dy.Shape), indices, shape);
            return () => device.Kernels.MaxPoolGradient(dy, indices, x, shape, accumulate: false);
        }
    }

    private static KernelCase AveragePool(int batch, int channels, int side)
    {
        PoolShape shape = Halving(batch * channels, side);
        return new KernelCase($"averagepool {batch}x{channels}x{side} 2/2", 1.25 * Bytes(batch, channels, side), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [batch, channels, side, side]);
            Tensor y = Draw.Room(device, [batch, channels, side / 2, side / 2]);
            return () => device.Kernels.AveragePool(x, y, shape);
        }
    }

    private static KernelCase BatchNorm(int batch, int channels, int side)
    {
        return new KernelCase($"batchnorm {batch}x{channels}x{side}", 2 * Bytes(batch, channels, side), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [batch, channels, side, side]);
            Tensor y = Draw.Room(device, x.Shape);
            Tensor gamma = Draw.Numbers(device, [channels]);
            Tensor beta = Draw.Numbers(device, [channels]);
            Tensor mean = Draw.Room(device, [channels]);
            Tensor inverse = Draw.Room(device, [channels]);
            return () => device.Kernels.BatchNorm(x, gamma, beta, mean, inverse, y, new ChannelShape(batch, channels, side * side), 1e-5f);
        }
    }

    private static KernelCase BatchNormGradient(int batch, int channels, int side)
    {
        return new KernelCase($"batchnorm-gradient {batch}x{channels}x{side}", 3 * Bytes(batch, channels, side), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            ChannelShape shape = new(batch, channels, side * side);
            Tensor x = Draw.Numbers(device, [batch, channels, side, side]);
            Tensor dy = Draw.Numbers(device, x.Shape);
            Tensor dx = Draw.Room(device, x.Shape);
            Tensor gamma = Draw.Numbers(device, [channels]);
            Tensor mean = Draw.Room(device, [channels]);
            Tensor inverse = Draw.Room(device, [channels]);
            Tensor dgamma = Draw.Room(device, [channels]);
            Tensor dbeta = Draw.Room(device, [channels]);
            device.Kernels.BatchNorm(x, gamma, null, mean, inverse, dx, shape, 1e-5f);
            return () => device.Kernels.BatchNormGradient(
                x, dy, gamma, mean, inverse, dx, dgamma, dbeta, shape, accumulate: false, accumulateAffine: false);
        }
    }

    private static PoolShape Halving(int planes, int side) => new(planes, Window.Single, new Window(side, 2, 2), new Window(side, 2, 2));

    private static double Bytes(int batch, int channels, int side) => (double)sizeof(float) * batch * channels * side * side;

    private static Tensor Winners(Device device, Tensor y) => Tensor.From(new int[y.Count], y.Shape, device);
}
