using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A residual connection: <c>y = body(x) + shortcut(x)</c>.</summary>
/// <remarks>He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, eq. 1 and 2.</remarks>
/// <param name="body">The residual function.</param>
/// <param name="shortcut">Brings x to the body's output shape; the identity where null.</param>
public sealed class Residual(Module body, Module? shortcut = null) : Module
{
    /// <inheritdoc/>
    public override IReadOnlyList<Module> Children { get; } = shortcut is null ? [body] : [body, shortcut];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => body.Forward(x) + (shortcut is null ? x : shortcut.Forward(x));

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        Shape output = body.Build(input, context, "body");
        Shape skipped = shortcut?.Build(input, context, "shortcut") ?? input;
        return output == skipped
            ? output
            : throw new ShapeException($"Residual: the body gives {output}, the shortcut {skipped}; give a shortcut that brings {input} to {output}.");
    }
}
