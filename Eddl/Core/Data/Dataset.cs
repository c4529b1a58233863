using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A finite, ordered collection of samples with targets, read by position.</summary>
/// <remarks>Reading a sample must depend on its position and context alone, never on what was read before: then batches are the same for any
/// number of loader threads, and a resumed run sees the same data. Called from a loader thread.</remarks>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Shape of one input, without the batch axis.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>Shape of one target, without the batch axis; a scalar for class labels.</summary>
    public abstract Shape TargetShape { get; }

    /// <summary>Element type of the targets: Int32 for class labels, Float32 otherwise.</summary>
    public abstract DType TargetType { get; }

    /// <summary>Reads one sample.</summary>
    /// <param name="index">Position, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="context">Epoch and random numbers for augmentation.</param>
    /// <param name="input">Receives the input, row-major.</param>
    /// <param name="target">Receives the target, row-major; class labels as whole numbers.</param>
    public abstract void Read(int index, in SampleContext context, Span<float> input, Span<float> target);

    /// <summary>Name of a sample for error messages; its position unless overridden.</summary>
    public virtual string NameOf(int index) => $"{index}";
}
