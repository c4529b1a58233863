using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Recurrent layer over sequences <c>[N, T, features]</c>, in one direction or both; see <see cref="Lstm"/> and <see cref="Gru"/>.</summary>
public abstract class Recurrent : Module
{
    private readonly int _units;
    private readonly bool _returnSequences;
    private readonly bool _bidirectional;
    private Parameter[] _forward = [];
    private Parameter[] _reverse = [];

    private protected Recurrent(int units, bool returnSequences, bool bidirectional)
    {
        _units = Check.AtLeastOne(Kind, units, nameof(units));
        _returnSequences = returnSequences;
        _bidirectional = bidirectional;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor weight = Check.Built(_forward.FirstOrDefault(), Kind);
        if (x.Rank != 3 || x.Shape[2] != weight.Shape[0])
        {
            throw new ShapeException($"{Kind}: the input {x.Shape} must be [N, T, {weight.Shape[0]}], for which the layer was built.");
        }

        Tensor y = Run(x, _forward, _returnSequences, reversed: false);
        return _bidirectional ? Tensor.Concat([y, Run(x, _reverse, _returnSequences, reversed: true)], -1) : y;
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (input.Rank != 2 || input[0] < 1)
        {
            throw new ShapeException($"{Kind}: needs samples [T, features] of at least one time step, they are {input}.");
        }

        _forward = AddParameters(context, input[1], _units, "");
        _reverse = _bidirectional ? AddParameters(context, input[1], _units, "Reverse") : [];
        int outputs = _bidirectional ? 2 * _units : _units;
        return _returnSequences ? [input[0], outputs] : [outputs];
    }

    /// <summary>Registers the parameters of one direction; the first is the weight of the inputs.</summary>
    private protected abstract Parameter[] AddParameters(BuildContext context, int features, int units, string suffix);

    /// <summary>Runs one direction.</summary>
    private protected abstract Tensor Run(Tensor x, Parameter[] parameters, bool returnSequences, bool reversed);

    /// <summary>Uniform on ±1/√H with the fans of <see cref="FansOf"/>, for every parameter, as PyTorch draws them.</summary>
    private protected static Initializer Uniform { get; } = new ScaledInitializer(1.0 / 3, byFanIn: 1, byFanOut: 0, normal: false);

    private protected static Fans FansOf(int units) => new(units, units);
}
