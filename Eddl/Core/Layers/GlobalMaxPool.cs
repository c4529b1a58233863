using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Largest value over all spatial axes: <c>[channels, …]</c> becomes <c>[channels]</c>.</summary>
public sealed class GlobalMaxPool : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 3)
        {
            throw new ShapeException($"GlobalMaxPool: needs a batch [N, channels, …] with spatial axes, the input is {x.Shape}.");
        }

        return x.Flatten(2).Max([2]);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
        => input.Rank >= 2 ? input[..1] : throw new ShapeException($"GlobalMaxPool: needs samples [channels, …], they are {input}.");
}
