using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>The networks of the comparison. <c>peer.py</c> has the same ones.</summary>
public static class ReferenceNetworks
{
    /// <summary>All, in the order in which they are measured.</summary>
    public static IReadOnlyList<ReferenceNetwork> All { get; } =
    [
        new("mlp", 100, [784], Shape.Scalar, 10, 0.582e9, 2.0 * 100 * 784 * 1024, Mlp),
        new("cnn", 100, [3, 32, 32], Shape.Scalar, 10, 3.035e9, 2.0 * 100 * 1024 * 27 * 32, Cnn),
        new("resnet18", 16, [3, 64, 64], Shape.Scalar, 10, 4.738e9, 2.0 * 16 * 1024 * 147 * 64, ResNet18),
        new("unet", 4, [3, 128, 128], [128, 128], 2, 24.15e9, 2.0 * 4 * 16384 * 27 * 32, UNet),
        new("lstm", 32, [100, 12], Shape.Scalar, 5, 0.459e9, 2.0 * 32 * 100 * 12 * 512, () => new Sequential(new Lstm(128), new Dense(5))),
        new("ecg", 32, [12, 1000], Shape.Scalar, 5, 2.932e9, 2.0 * 32 * 500 * 84 * 64, Ecg),
    ];

    /// <summary>Single layers, not compared.</summary>
    public static IReadOnlyList<ReferenceNetwork> Layers { get; } =
    [
        new("Dense", 100, [784], Shape.Scalar, 1024, 2.0 * 100 * 784 * 1024, 2.0 * 100 * 784 * 1024, () => new Dense(1024)),
        new("Conv2D", 16, [64, 56, 56], Shape.Scalar, 64, 2.0 * 16 * 3136 * 576 * 64, 2.0 * 16 * 3136 * 576 * 64, Convolution),
        new("Lstm", 32, [100, 12], Shape.Scalar, 128, 2.0 * 32 * 100 * (12 + 128) * 512, 2.0 * 32 * 100 * 12 * 512, () => new Lstm(128)),
        new("Gru", 32, [100, 12], Shape.Scalar, 128, 2.0 * 32 * 100 * (12 + 128) * 384, 2.0 * 32 * 100 * 12 * 384, () => new Gru(128)),
    ];

    private static Sequential Convolution() => new(new Conv2D(64, kernel: 3, padding: 1), new GlobalAveragePool());

    private static Sequential Mlp() => new(
        new Dense(1024), new Activation<Relu>(),
        new Dense(1024), new Activation<Relu>(),
        new Dense(1024), new Activation<Relu>(),
        new Dense(10));

    private static Sequential Cnn()
    {
        List<Module> layers = [];
        foreach (int filters in (int[])[32, 64, 128, 256])
        {
            layers.AddRange([new Conv2D(filters, kernel: 3, padding: 1), new Activation<Relu>(), new MaxPool2D(2)]);
        }

        layers.AddRange([new Flatten(), new Dense(128), new Activation<Relu>(), new Dense(10)]);
        return new Sequential([.. layers]);
    }

    private static Sequential Ecg()
    {
        List<Module> layers = [];
        foreach (int filters in (int[])[64, 128, 128, 256])
        {
            layers.AddRange([new Conv1D(filters, kernel: 7, stride: 2, padding: 3), new Activation<Relu>()]);
        }

        layers.AddRange([new GlobalAveragePool(), new Dense(5)]);
        return new Sequential([.. layers]);
    }

    /// <summary>He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, table 1, 18 layers, for 10 classes.</summary>
    private static Sequential ResNet18()
    {
        List<Module> layers =
        [
            new Conv2D(64, kernel: 7, stride: 2, padding: 3, bias: false), new BatchNorm(), new Activation<Relu>(), new MaxPool2D(3, stride: 2, padding: 1),
        ];
        int channels = 64;
        foreach (int filters in (int[])[64, 128, 256, 512])
        {
            layers.AddRange(ResidualBlock(channels, filters));
            layers.AddRange(ResidualBlock(filters, filters));
            channels = filters;
        }

        layers.AddRange([new GlobalAveragePool(), new Dense(10)]);
        return new Sequential([.. layers]);
    }

    private static Sequential UNet()
    {
        Module network = UNetLevel.TwoConvolutions(512);
        foreach (int filters in (int[])[256, 128, 64, 32])
        {
            network = new UNetLevel(filters, network);
        }

        return new Sequential(network, new Conv2D(2, kernel: 1));
    }

    private static Module[] ResidualBlock(int channels, int filters)
    {
        int stride = channels == filters ? 1 : 2;
        Sequential body = new(
            new Conv2D(filters, kernel: 3, stride, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(),
            new Conv2D(filters, kernel: 3, padding: 1, bias: false), new BatchNorm());
        Sequential? shortcut = stride == 1 ? null : new Sequential(new Conv2D(filters, kernel: 1, stride, padding: 0, bias: false), new BatchNorm());
        return [new Residual(body, shortcut), new Activation<Relu>()];
    }
}
