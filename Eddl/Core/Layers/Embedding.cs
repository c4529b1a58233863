using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A trained vector per index: Int32 <c>[N, …]</c> becomes <c>[N, …, size]</c>.</summary>
/// <param name="vocabulary">Number of indices, at least 1.</param>
/// <param name="size">Length of a vector, at least 1.</param>
public sealed class Embedding(int vocabulary, int size) : Module
{
    private readonly int _vocabulary = Check.AtLeastOne("Embedding", vocabulary, nameof(vocabulary));
    private readonly int _size = Check.AtLeastOne("Embedding", size, nameof(size));
    private Parameter? _weight;

    /// <summary>The vectors, <c>[vocabulary, size]</c>.</summary>
    public Tensor Weight => Check.Built(_weight, Kind);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Weight.Gather(x);

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _weight = context.Add("weight", [_vocabulary, _size], Initializer.Normal(0, 1));
        return input.Insert(input.Rank, _size);
    }
}
