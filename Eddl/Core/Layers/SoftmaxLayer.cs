using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Softmax over the class axis. Leave it out in front of <see cref="SoftmaxCrossEntropy"/>, which takes logits.</summary>
public sealed class SoftmaxLayer : Module
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Softmax(1);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
        => input.Rank >= 1 ? input : throw new ShapeException($"Softmax: needs samples [classes, …], they are {input}.");
}
