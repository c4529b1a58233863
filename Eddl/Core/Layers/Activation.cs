using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>An element-wise op as a layer, such as <c>new Activation&lt;Relu&gt;()</c> or <c>new Activation&lt;LeakyRelu&gt;(new(0.1f))</c>.</summary>
/// <param name="op">The op with its settings.</param>
public sealed class Activation<TOp>(TOp op = default) : Module
    where TOp : struct, IUnaryOp
{
    /// <inheritdoc/>
    public override string Kind => TOp.Name;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Map(op);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context) => input;
}
