using DeepHealth.Numerics;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The three models of <c>tests/Golden/training</c>.</summary>
public static class TinyModels
{
    public static IReadOnlyList<string> Names { get; } = ["mlp", "cnn", "resnet"];

    public static string PathOf(string name) => Repository.PathOf("tests", "Golden", "training", name + ".safetensors");

    /// <summary>A model with the golden initial weights.</summary>
    public static Model Create(string name, Device device)
    {
        Model model = name switch
        {
            "mlp" => new Model(new NamedSequence(
                ("dense1", new Dense(32)), ("relu", new Activation<Relu>()), ("dense2", new Dense(16)), ("tanh", new Activation<Tanh>()), ("dense3", new Dense(4))))
                .Build([20], new Sgd(0.05, momentum: 0.9), new SoftmaxCrossEntropy(), device: device),
            "cnn" => new Model(new NamedSequence(
                ("conv1", new Conv2D(8, 3, padding: 1, bias: false)), ("norm1", new BatchNorm()), ("relu1", new Activation<Relu>()), ("pool", new MaxPool2D(2)),
                ("conv2", new Conv2D(16, 3, stride: 2, padding: 1)), ("relu2", new Activation<Relu>()), ("flatten", new Flatten()), ("dense", new Dense(5))))
                .Build([1, 12, 12], new Adam(3e-3), new SoftmaxCrossEntropy(), device: device),
            "resnet" => new Model(new NamedSequence(
                ("stem", new Conv1D(8, 7, stride: 2, padding: 3, bias: false)), ("block1", new PreActivationBlock(8, 1)), ("block2", new PreActivationBlock(16, 2)),
                ("norm", new BatchNorm()), ("relu", new Activation<Relu>()), ("pool", new GlobalAveragePool()), ("dense", new Dense(4))))
                .Build([2, 64], new AdamW(3e-3, weightDecay: 1e-2), new SoftmaxCrossEntropy([1, 2, 1, 0.5f]), device: device),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        model.Load(PathOf(name));
        return model;
    }
}
