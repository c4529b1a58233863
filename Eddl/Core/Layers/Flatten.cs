using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>One axis over all elements of a sample.</summary>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Flatten(1);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context) => [input.ElementCount];
}
