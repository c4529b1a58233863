using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Some samples of another dataset, in a given order.</summary>
/// <param name="source">The other dataset.</param>
/// <param name="indices">Positions in it, in any order, also repeated.</param>
/// <exception cref="ArgumentOutOfRangeException">A position lies outside the dataset.</exception>
public sealed class Subset(Dataset source, IReadOnlyList<int> indices) : Dataset
{
    private readonly int[] _indices = Validated(source, indices);

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override Shape InputShape => source.InputShape;

    /// <inheritdoc/>
    public override Shape TargetShape => source.TargetShape;

    /// <inheritdoc/>
    public override DType TargetType => source.TargetType;

    /// <summary>Splits a dataset at random into a training part and a held-out part.</summary>
    /// <param name="source">Dataset to split.</param>
    /// <param name="heldOut">Part that is held out, above 0 to below 1; at least one sample lands on each side.</param>
    /// <param name="seed">Seed of the split.</param>
    public static (Subset Training, Subset HeldOut) Split(Dataset source, double heldOut, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(heldOut > 0 && heldOut < 1) || source.Count < 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), heldOut, $"Split: the held-out part must lie between 0 and 1 and the dataset hold at least 2 samples; they are {heldOut} and {source.Count}.");
        }

        int[] order = new int[source.Count];
        new RandomSequence(seed, RandomUse.Split).FillPermutation(order);
        int count = Math.Clamp((int)Math.Round(source.Count * heldOut), 1, source.Count - 1);
        return (new Subset(source, order[count..]), new Subset(source, order[..count]));
    }

    /// <inheritdoc/>
    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
        => source.Read(_indices[index], context with { Index = _indices[index] }, input, target);

    /// <inheritdoc/>
    public override string NameOf(int index) => source.NameOf(_indices[index]);

    private static int[] Validated(Dataset source, IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        int[] kept = [.. indices];
        foreach (int index in kept)
        {
            if ((uint)index >= (uint)source.Count)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"Subset: there is no sample {index}; the dataset has {source.Count} samples.");
            }
        }

        return kept;
    }
}
