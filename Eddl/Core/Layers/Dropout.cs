using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Zeroes a random part of the elements in training and scales the rest by <c>1/(1 − rate)</c>; identity in inference.</summary>
/// <remarks>Srivastava et al., "Dropout", JMLR 2014. The mask depends on (seed, layer, step) only.</remarks>
/// <param name="rate">Part that is zeroed, from 0 to below 1.</param>
public sealed class Dropout(float rate) : Module
{
    private readonly float _rate = Check.Between("Dropout", rate, 0, 1, nameof(rate));
    private StepClock? _clock;
    private uint _stream;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
        => IsTraining
            ? Functional.Dropout(x, _rate, _clock ?? throw new InvalidOperationException("Dropout: the layer has not been built."), _stream)
            : x;

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _clock = context.Clock;
        _stream = context.NextStream();
        return input;
    }
}
