using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Another shape for the elements of a sample.</summary>
/// <param name="shape">Shape of a sample, without the batch axis.</param>
public sealed class Reshape(Shape shape) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(shape.Insert(0, x.Shape[0]));
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
        => input.ElementCount == shape.ElementCount
            ? shape
            : throw new ShapeException($"Reshape: samples {input} have {input.ElementCount} elements, {shape} has {shape.ElementCount}.");
}
