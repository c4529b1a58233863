using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Networks whose captured steps give every pass something to do.</summary>
public static class PlanNetworks
{
    public static IReadOnlyList<string> Names { get; } = ["mlp", "cnn", "resnet", "recurrent", "unet", "residual", "volume", "branches"];

    /// <summary>An untrained model; equal calls give equal models.</summary>
    public static Model Create(string name, Device? device = null) => name switch
    {
        "unet" => Build(new Sequential(new TinyUNet(), new Conv2D(3, 1), new GlobalAveragePool()), [2, 12, 8], device),
        "residual" => Build(
            new Sequential(
                new Conv2D(8, 3, stride: 2, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(), new MaxPool2D(3, stride: 2, padding: 1),
                Block(8, 1, null), new Activation<Relu>(), Block(12, 2, Shortcut()), new Activation<Relu>(), new GlobalAveragePool(), new Dense(3)),
            [3, 18, 18], device),
        "volume" => Build(
            new Sequential(
                new Conv3D(4, 3, padding: 1), new Activation<Relu>(), new MaxPool3D(2), new Conv3D(6, 3, stride: 2, padding: 1), new Activation<Elu>(), new Activation<Tanh>(),
                new Flatten(), new Dense(3)),
            [2, 6, 8, 6], device),
        "branches" => Build(
            new Sequential(
                new Conv1D(6, 5, padding: 4, dilation: 2, groups: 2), new Residual(new Sequential(new Activation<Sigmoid>(), new Conv1D(6, 1))), new AveragePool1D(2),
                new Residual(new Activation<Gelu>()), new ConvTranspose1D(4, 3, stride: 2, groups: 2), new Activation<Relu>(), new Activation<Sigmoid>(), new Flatten(), new Dense(3)),
            [4, 16], device),
        _ => TestNetworks.Create(name, device: device),
    };

    /// <summary>A batch for the model.</summary>
    public static Batch Batch(Model model, int count, uint number)
    {
        Shape shape = new([count, .. model.Network.InputShape.Sizes]);
        return new Batch(
            Tensor.RandomNormal(shape, new RandomSequence(5, number), device: model.Device),
            Tensor.From([.. Enumerable.Range(0, count).Select(i => (i + (int)number) % 3)], device: model.Device));
    }

    private static Model Build(Module network, Shape input, Device? device)
        => new Model(network).Build(input, new Sgd(0.02, momentum: 0.9), new SoftmaxCrossEntropy(), seed: 4, device: device ?? TestDevices.Cpu(2));

    private static Residual Block(int filters, int stride, Module? shortcut) => new(
        new Sequential(
            new Conv2D(filters, 3, stride, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(),
            new Conv2D(filters, 3, padding: 1, bias: false), new BatchNorm()),
        shortcut);

    private static Sequential Shortcut() => new(new Conv2D(12, 1, stride: 2, bias: false), new BatchNorm());
}
