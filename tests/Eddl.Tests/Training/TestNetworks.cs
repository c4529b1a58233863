namespace DeepHealth.Eddl.Tests;

/// <summary>Small networks with one of everything, and data for them.</summary>
public static class TestNetworks
{
    public static IReadOnlyList<string> Names { get; } = ["mlp", "cnn", "resnet", "recurrent"];

    /// <summary>An untrained model; equal calls give equal models.</summary>
    public static Model Create(string name, ulong seed = 3, Device? device = null, Optimizer? optimizer = null, IReadOnlyList<Metric>? metrics = null)
    {
        device ??= TestDevices.Cpu(2);
        return name switch
        {
            "mlp" => new Model(new Sequential(new Dense(16), new Activation<Relu>(), new Dropout(0.3f), new Dense(8), new Activation<Tanh>(), new Dense(3)))
                .Build([6], optimizer ?? new Sgd(0.05, momentum: 0.9), new SoftmaxCrossEntropy(), metrics ?? [new Accuracy(3)], seed, device),
            "cnn" => new Model(new Sequential(
                new Conv2D(4, 3, bias: false), new BatchNorm(), new Activation<Relu>(), new MaxPool2D(2), new Dropout(0.2f),
                new Conv2D(6, 3), new Activation<LeakyRelu>(new(0.1f)), new AveragePool2D(2), new Flatten(), new Dense(3)))
                .Build([1, 8, 8], optimizer ?? new Adam(3e-3), new SoftmaxCrossEntropy([1, 2, 1], 0.05f), metrics ?? [new Accuracy(3)], seed, device),
            "resnet" => new Model(new Sequential(
                new Conv1D(6, 7, stride: 2, bias: false), new PreActivationBlock(6, 1), new PreActivationBlock(8, 2), new BatchNorm(),
                new Activation<Relu>(), new GlobalAveragePool(), new Dropout(0.1f), new Dense(3)))
                .Build([2, 32], optimizer ?? new AdamW(3e-3, decayScope: DecayScope.Weights, clipNorm: 1), new SoftmaxCrossEntropy(), metrics ?? [new Accuracy(3)], seed, device),
            "recurrent" => new Model(new Sequential(new Lstm(5, returnSequences: true, bidirectional: true), new Dropout(0.1f), new Gru(6), new Dense(3)))
                .Build([12, 2], optimizer ?? new Adam(3e-3), new SoftmaxCrossEntropy(), metrics ?? [new Accuracy(3)], seed, device),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    /// <summary>Samples for the network: noise around one wave per class.</summary>
    public static WaveDataset Data(string name, int count = 40) => name switch
    {
        "mlp" => new WaveDataset(count, [6]),
        "cnn" => new WaveDataset(count, [1, 8, 8]),
        "resnet" => new WaveDataset(count, [2, 32]),
        "recurrent" => new WaveDataset(count, [12, 2]),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
