using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Transposed convolution over one, two or three spatial axes; see <see cref="ConvTranspose1D"/>, <see cref="ConvTranspose2D"/>,
/// <see cref="ConvTranspose3D"/>.</summary>
public abstract class ConvolutionTranspose : Module
{
    private readonly int _axes;
    private readonly int _filters;
    private readonly int[] _kernel;
    private readonly bool _hasBias;
    private readonly ConvolutionTransposeOptions _options;
    private readonly Initializer _initializer;
    private Parameter? _weight;
    private Parameter? _bias;

    private protected ConvolutionTranspose(int axes, int filters, int[] kernel, ConvolutionTransposeOptions options, bool bias, Initializer? initializer)
    {
        _axes = axes;
        _filters = Check.AtLeastOne(Kind, filters, nameof(filters));
        _kernel = [.. kernel];
        _options = options;
        _hasBias = bias;
        _initializer = initializer ?? Initializer.HeNormal;
    }

    /// <summary>Weights, <c>[channels, filters/groups, …kernel]</c>.</summary>
    public Tensor Weight => Check.Built(_weight, Kind);

    /// <summary>Bias, <c>[filters]</c>; null without.</summary>
    public Tensor? Bias => _bias?.Value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check.SpatialBatch(Kind, x, _axes);
        Check.Channels(Kind, x, Weight.Shape[0]);
        return Functional.ConvolutionTranspose(x, Weight, Bias, _options);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Check.SpatialAxes(Kind, input, _axes);
        int groups = Math.Max(_options.Groups, 1);
        if (_filters % groups != 0)
        {
            throw new ShapeException($"{Kind}: {groups} groups do not divide the {_filters} filters.");
        }

        int[] kernel = [.. Enumerable.Range(0, _axes).Select(axis => WindowOptions.Pick(Kind, "kernel", _kernel, axis, _axes))];
        Shape weight = new([input[0], _filters / groups, .. kernel]);
        Shape batch = input.Insert(0, 1);
        ConvolutionShape shape = _options.ShapeOf(batch, weight);
        _weight = context.Add("weight", weight, _initializer, fans: FansOf(shape));
        _bias = _hasBias ? context.Add("bias", [_filters], Initializer.Zeros, ParameterKind.Bias) : null;
        return ConvolutionTransposeOptions.ResultShape(batch, shape).Without(0);
    }

    // A cell of the output meets only every stride-th cell of the kernel.
    private static Fans FansOf(in ConvolutionShape shape)
    {
        int strides = shape.Depth.Stride * shape.Height.Stride * shape.Width.Stride;
        return new Fans(Math.Max(1, shape.FiltersPerGroup * shape.KernelPlane / strides), shape.ChannelsPerGroup * shape.KernelPlane);
    }
}
