using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>The residual block of the golden ResNet: norm, rectifier, convolution, twice; the shortcut sees the raw input.</summary>
public sealed class PreActivationBlock : Module
{
    private readonly NamedSequence _body;
    private readonly Conv1D? _shortcut;

    public PreActivationBlock(int filters, int stride)
    {
        _body = new NamedSequence(
            ("norm1", new BatchNorm()), ("relu1", new Activation<Relu>()), ("conv1", new Conv1D(filters, 5, stride, padding: 2, bias: false)),
            ("norm2", new BatchNorm()), ("relu2", new Activation<Relu>()), ("conv2", new Conv1D(filters, 5, padding: 2, bias: false)));
        _shortcut = stride > 1 ? new Conv1D(filters, 1, stride, padding: 0, bias: false) : null;
        Children = _shortcut is null ? [_body] : [_body, _shortcut];
    }

    public override IReadOnlyList<Module> Children { get; }

    public override Tensor Forward(Tensor x) => _body.Forward(x) + (_shortcut is null ? x : _shortcut.Forward(x));

    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        _shortcut?.Build(input, context, "shortcut");
        return _body.Build(input, context);
    }
}
