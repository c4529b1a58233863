using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Fully connected layer on the last axis: <c>y = x · W + b</c>.</summary>
/// <param name="units">Size of the last axis of the output, at least 1.</param>
/// <param name="bias">Whether a bias is added.</param>
/// <param name="initializer">Initial weights; <see cref="Initializer.HeNormal"/> where null. The bias starts at 0.</param>
public sealed class Dense(int units, bool bias = true, Initializer? initializer = null) : Module
{
    private readonly int _units = Check.AtLeastOne("Dense", units, nameof(units));
    private Parameter? _weight;

    /// <summary>Weights, <c>[inputs, units]</c>.</summary>
    public Tensor Weight => Check.Built(_weight, Kind);

    /// <summary>Bias, <c>[units]</c>; null without.</summary>
    public Tensor? Bias => _bias?.Value;

    private Parameter? _bias;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2 || x.Shape[^1] != Weight.Shape[0])
        {
            throw new ShapeException($"Dense: the input {x.Shape} must end in {Weight.Shape[0]} values per sample, for which the layer was built.");
        }

        Tensor y = x.MatMul(Weight);
        return _bias is null ? y : y + _bias.Value;
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (input.Rank < 1)
        {
            throw new ShapeException($"Dense: needs at least one axis per sample, the input is {input}.");
        }

        int inputs = input[^1];
        _weight = context.Add("weight", [inputs, _units], initializer ?? Initializer.HeNormal, fans: new Fans(inputs, _units));
        _bias = bias ? context.Add("bias", [_units], Initializer.Zeros, ParameterKind.Bias) : null;
        return input.With(-1, _units);
    }
}
