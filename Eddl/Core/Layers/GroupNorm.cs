using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Group normalisation: groups of channels share statistics, per sample; independent of the batch size.</summary>
/// <remarks>Wu and He, "Group Normalization", ECCV 2018.</remarks>
/// <param name="groups">Number of groups; divides the channels.</param>
/// <param name="epsilon">Added to the variance, above 0.</param>
/// <param name="affine">Whether a trained scale and shift per channel follow.</param>
public sealed class GroupNorm(int groups, float epsilon = 1e-5f, bool affine = true) : Module
{
    private readonly int _groups = Check.AtLeastOne("GroupNorm", groups, nameof(groups));
    private readonly float _epsilon = Check.Above0("GroupNorm", epsilon, nameof(epsilon));
    private int? _channels;
    private Parameter? _gamma;
    private Parameter? _beta;

    /// <summary>Scale <c>[C]</c>; null without.</summary>
    public Tensor? Gamma => _gamma?.Value;

    /// <summary>Shift <c>[C]</c>; null without.</summary>
    public Tensor? Beta => _beta?.Value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check.Channels(Kind, x, _channels ?? throw Check.NotBuilt(Kind));
        return Functional.GroupNorm(x, Gamma, Beta, _groups, _epsilon);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (input.Rank < 1 || input[0] % _groups != 0)
        {
            throw new ShapeException($"GroupNorm: {_groups} groups do not divide the channels of samples {input}.");
        }

        _channels = input[0];
        _gamma = affine ? context.Add("gamma", input[..1], Initializer.Ones, ParameterKind.Bias) : null;
        _beta = affine ? context.Add("beta", input[..1], Initializer.Zeros, ParameterKind.Bias) : null;
        return input;
    }
}
