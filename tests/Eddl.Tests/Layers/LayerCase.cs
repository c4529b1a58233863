using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>What a layer promises.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Create">Makes the layer.</param>
/// <param name="Input">Shape of a sample.</param>
/// <param name="Output">Shape of its result.</param>
/// <param name="Parameters">Its parameters: name, shape and kind.</param>
public sealed record LayerCase(string Name, Func<Module> Create, Shape Input, Shape Output, params (string Name, Shape Shape, ParameterKind Kind)[] Parameters)
{
    /// <summary>A sample shape that the layer cannot be built for, with what the message must name.</summary>
    public (Shape Sample, string[] Words)? BadSample { get; init; }

    /// <summary>A batch that the built layer refuses, with what the message must name.</summary>
    public (Shape Batch, string[] Words)? BadBatch { get; init; }

    /// <summary>Whether training and inference differ.</summary>
    public bool DependsOnMode { get; init; }

    /// <summary>For inputs that are indices: how many there are; 0 for Float32 inputs.</summary>
    public int Vocabulary { get; init; }

    public Tensor Batch(int count, Device? device = null, uint stream = 1)
    {
        Shape shape = Input.Insert(0, count);
        RandomSequence random = new(17, stream);
        if (Vocabulary == 0)
        {
            return Tensor.RandomNormal(shape, random, device: device);
        }

        int[] indices = new int[shape.ElementCount];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = random.Integer(i, Vocabulary);
        }

        return Tensor.From(indices, shape, device);
    }

    public override string ToString() => Name;
}
