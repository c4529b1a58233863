using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Mean over all spatial axes: <c>[channels, …]</c> becomes <c>[channels]</c>.</summary>
public sealed class GlobalAveragePool : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is < 3 or > 5)
        {
            throw new ShapeException($"GlobalAveragePool: needs a batch [N, channels, …] with one to three spatial axes, the input is {x.Shape}.");
        }

        // One window over everything: pooling takes operands with the channels last, as convolutions leave them.
        return Functional.AveragePool(x, new PoolOptions(x.Shape.Sizes[2..].ToArray())).Flatten(1);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
        => input.Rank >= 2 ? input[..1] : throw new ShapeException($"GlobalAveragePool: needs samples [channels, …], they are {input}.");
}
