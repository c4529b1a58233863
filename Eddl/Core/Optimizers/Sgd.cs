namespace DeepHealth.Eddl;

/// <summary>Stochastic gradient descent with optional momentum.</summary>
/// <remarks>Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013, in PyTorch's form:
/// <c>v = momentum·v + g</c>, <c>p −= rate·v</c> (Nesterov: <c>p −= rate·(g + momentum·v)</c>); weight decay adds <c>decay·p</c> to g.</remarks>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate: a number, or a schedule by step; 0.01 where null.</param>
    /// <param name="momentum">Part of the last step that is kept, from 0 to below 1.</param>
    /// <param name="nesterov">Whether the gradient is looked up ahead.</param>
    /// <param name="weightDecay">Pull towards 0, at least 0.</param>
    /// <param name="decayScope">Which parameters decay.</param>
    /// <param name="clipNorm">Largest Euclidean norm of all gradients together; 0 for no limit.</param>
    public Sgd(
        LearningRateSchedule? learningRate = null, double momentum = 0, bool nesterov = false, double weightDecay = 0, DecayScope decayScope = DecayScope.All, double clipNorm = 0)
        : base(learningRate ?? 0.01, weightDecay, decayScope, clipNorm)
    {
        _momentum = momentum is >= 0 and < 1
            ? momentum
            : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, $"Sgd: momentum must lie from 0 to below 1, it is {momentum}.");
        _nesterov = !nesterov || momentum > 0
            ? nesterov
            : throw new ArgumentException("Sgd: Nesterov's form looks ahead along the momentum, which is 0; give a momentum.", nameof(nesterov));
    }

    internal override IReadOnlyList<string> StateNames => _momentum > 0 ? ["velocity"] : [];

    private protected override void Update(Kernels kernels, Segment segment, double rate, long step)
    {
        if (_momentum > 0)
        {
            kernels.Update(
                new MomentumStep(rate, _momentum, _nesterov, segment.Decay), segment.Values, segment.Gradients, segment.First, segment.Second);
        }
        else
        {
            kernels.Update(new SgdStep(rate, segment.Decay), segment.Values, segment.Gradients, segment.First, segment.Second);
        }
    }
}
