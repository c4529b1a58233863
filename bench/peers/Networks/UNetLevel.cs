using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>One level of a U-Net: convolutions, the smaller levels at half the size, and convolutions over both.</summary>
/// <remarks>Ronneberger, Fischer, Brox, "U-Net: Convolutional Networks for Biomedical Image Segmentation", MICCAI 2015, figure 1, with padded
/// convolutions and batch normalisation.</remarks>
/// <param name="filters">Channels of this level; the level below has twice as many.</param>
/// <param name="below">The levels below: samples <c>[filters, height/2, width/2]</c> to <c>[2·filters, height/2, width/2]</c>.</param>
public sealed class UNetLevel(int filters, Module below) : Module
{
    private readonly Sequential _down = TwoConvolutions(filters);
    private readonly Sequential _below = new(new MaxPool2D(2), below, new ConvTranspose2D(filters, kernel: 2, stride: 2, padding: 0));
    private readonly Sequential _up = TwoConvolutions(filters);

    /// <inheritdoc/>
    public override IReadOnlyList<Module> Children => [_down, _below, _up];

    /// <summary>Two times convolution, batch normalisation and ReLU.</summary>
    /// <param name="filters">Output channels.</param>
    public static Sequential TwoConvolutions(int filters) => new(
        new Conv2D(filters, kernel: 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(),
        new Conv2D(filters, kernel: 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>());

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Tensor skipped = _down.Forward(x);
        return _up.Forward(Tensor.Concat([skipped, _below.Forward(skipped)], axis: 1));
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        Shape skipped = _down.Build(input, context, "down");
        Shape raised = _below.Build(skipped, context, "below");
        return raised == skipped
            ? _up.Build(skipped.With(0, 2 * filters), context, "up")
            : throw new ShapeException($"UNetLevel: the levels below bring {skipped} to {raised}; height and width must be even on every level.");
    }
}
