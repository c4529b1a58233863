using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Layer normalisation over the last axes of each sample.</summary>
/// <remarks>Ba, Kiros and Hinton, "Layer Normalization", 2016.</remarks>
/// <param name="axes">How many of the last axes are normalised together, at least 1.</param>
/// <param name="epsilon">Added to the variance, above 0.</param>
/// <param name="affine">Whether a trained scale and shift per element follow.</param>
public sealed class LayerNorm(int axes = 1, float epsilon = 1e-5f, bool affine = true) : Module
{
    private readonly int _axes = Check.AtLeastOne("LayerNorm", axes, nameof(axes));
    private readonly float _epsilon = Check.Above0("LayerNorm", epsilon, nameof(epsilon));
    private Shape? _normalised;
    private Parameter? _gamma;
    private Parameter? _beta;

    /// <summary>Scale with the shape of the normalised axes; null without.</summary>
    public Tensor? Gamma => _gamma?.Value;

    /// <summary>Shift with the shape of the normalised axes; null without.</summary>
    public Tensor? Beta => _beta?.Value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Shape normalised = _normalised ?? throw Check.NotBuilt(Kind);
        if (x.Rank <= _axes || x.Shape[^_axes..] != normalised)
        {
            throw new ShapeException($"LayerNorm: the input {x.Shape} does not end in the axes {normalised} for which the layer was built.");
        }

        return Functional.LayerNorm(x, Gamma, Beta, _axes, _epsilon);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_axes > input.Rank)
        {
            throw new ShapeException($"LayerNorm: cannot normalise {_axes} axes of samples {input}.");
        }

        Shape normalised = input[^_axes..];
        _normalised = normalised;
        _gamma = affine ? context.Add("gamma", normalised, Initializer.Ones, ParameterKind.Bias) : null;
        _beta = affine ? context.Add("beta", normalised, Initializer.Zeros, ParameterKind.Bias) : null;
        return input;
    }
}
