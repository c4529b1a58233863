using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Convolution (cross-correlation) over one, two or three spatial axes; see <see cref="Conv1D"/>, <see cref="Conv2D"/>, <see cref="Conv3D"/>.</summary>
public abstract class Convolution : Module
{
    private readonly int _axes;
    private readonly int _filters;
    private readonly int[] _kernel;
    private readonly bool _hasBias;
    private readonly ConvolutionOptions _options;
    private readonly Initializer _initializer;
    private Parameter? _weight;
    private Parameter? _bias;

    private protected Convolution(int axes, int filters, int[] kernel, ConvolutionOptions options, bool bias, Initializer? initializer)
    {
        _axes = axes;
        _filters = Check.AtLeastOne(Kind, filters, nameof(filters));
        _kernel = [.. kernel];
        _options = options;
        _hasBias = bias;
        _initializer = initializer ?? Initializer.HeNormal;
    }

    /// <summary>Weights, <c>[filters, channels/groups, …kernel]</c>.</summary>
    public Tensor Weight => Check.Built(_weight, Kind);

    /// <summary>Bias, <c>[filters]</c>; null without.</summary>
    public Tensor? Bias => _bias?.Value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check.SpatialBatch(Kind, x, _axes);
        Check.Channels(Kind, x, Weight.Shape[1] * _options.Groups);
        return Functional.Convolution(x, Weight, Bias, _options);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Check.SpatialAxes(Kind, input, _axes);
        int groups = Math.Max(_options.Groups, 1);
        int[] kernel = [.. Enumerable.Range(0, _axes).Select(axis => WindowOptions.Pick(Kind, "kernel", _kernel, axis, _axes))];
        Shape weight = new([_filters, input[0] / groups, .. kernel]);
        ConvolutionShape shape = _options.ShapeOf(input.Insert(0, 1), weight);
        _weight = context.Add("weight", weight, _initializer, fans: Fans.OfConvolution(weight));
        _bias = _hasBias ? context.Add("bias", [_filters], Initializer.Zeros, ParameterKind.Bias) : null;
        return WindowOptions.OutputShape(input.Insert(0, 1), _filters, shape.Depth, shape.Height, shape.Width).Without(0);
    }
}
