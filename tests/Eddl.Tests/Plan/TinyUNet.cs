using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>One level of a U-Net: double convolution, pooling, a bottom, transposed convolution, concatenation, double convolution.</summary>
public sealed class TinyUNet : Module
{
    private readonly Module _left = Double(5);
    private readonly Module _pool = new MaxPool2D(2);
    private readonly Module _bottom = Double(7);
    private readonly Module _up = new ConvTranspose2D(5, 2, stride: 2);
    private readonly Module _right = Double(6);

    public TinyUNet() => Children = [_left, _pool, _bottom, _up, _right];

    public override IReadOnlyList<Module> Children { get; }

    public override Tensor Forward(Tensor x)
    {
        Tensor skipped = _left.Forward(x);
        Tensor risen = _up.Forward(_bottom.Forward(_pool.Forward(skipped)));
        return _right.Forward(Tensor.Concat([skipped, risen], 1));
    }

    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        Shape left = _left.Build(input, context, "left");
        Shape bottom = _bottom.Build(_pool.Build(left, context, "pool"), context, "bottom");
        Shape risen = _up.Build(bottom, context, "up");
        return _right.Build(left.With(0, left[0] + risen[0]), context, "right");
    }

    private static Sequential Double(int filters) => new(
        new Conv2D(filters, 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(),
        new Conv2D(filters, 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>());
}
