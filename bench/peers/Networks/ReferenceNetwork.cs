using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>A network that is measured in this library and in its peer, with its batch.</summary>
/// <param name="Name">Name on the command line and in results.</param>
/// <param name="Batch">Samples per step.</param>
/// <param name="Sample">Shape of one sample.</param>
/// <param name="Positions">Shape of the labels of one sample; a scalar where a sample has one label.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="ForwardOperations">Multiplications and additions of a forward pass, in convolutions and matrix products alone.</param>
/// <param name="InputOperations">Those of them that multiply the input: training needs no gradient of it.</param>
/// <param name="Create">Makes the network, not built yet.</param>
public sealed record ReferenceNetwork(
    string Name, int Batch, Shape Sample, Shape Positions, int Classes, double ForwardOperations, double InputOperations, Func<Module> Create)
{
    /// <summary>Multiplications and additions of a training step: forward, and as many for each of the two gradients, but for that of the input.</summary>
    public double TrainingOperations => (3 * ForwardOperations) - InputOperations;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Makes the network ready to train: SGD with rate 0.01, cross-entropy.</summary>
    /// <param name="device">Device that computes.</param>
    public Model Build(Device device) => new Model(Create()).Build(Sample, new Sgd(0.01f), new SoftmaxCrossEntropy(), seed: 1, device: device);

    /// <summary>Draws a batch: standard normal inputs, and labels in turn.</summary>
    /// <param name="device">Device that holds it.</param>
    public Batch Draw(Device device)
    {
        Tensor input = Tensor.RandomNormal([Batch, .. Sample.Sizes], new RandomSequence(1, 2), device: device);
        int[] labels = [.. Enumerable.Range(0, Batch * (int)Positions.ElementCount).Select(i => i % Classes)];
        return new Batch(input, Tensor.From(labels, [Batch, .. Positions.Sizes], device));
    }
}
