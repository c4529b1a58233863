using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Batch normalisation in training, followed by a sum and an element-wise op: <c>y = f(norm(x) + summand)</c>. Every run also updates the
/// running statistics.</summary>
internal sealed class BatchNormNode<TOp> : NormalizationNode
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op;
    private readonly ChannelShape _shape;
    private readonly float _epsilon;
    private readonly float _momentum;
    private readonly bool _hasSummand;
    private readonly Tensor _mean;
    private readonly Tensor _inverseDeviation;
    private readonly Tensor _runningMean;
    private readonly Tensor _runningVariance;

    /// <param name="op">f.</param>
    /// <param name="x"><c>[N, C, …]</c>.</param>
    /// <param name="gamma">Scale, or null with beta.</param>
    /// <param name="beta">Shift, or null with gamma.</param>
    /// <param name="summand">Tensor of the shape of x, or null.</param>
    /// <param name="runningMean">Updated.</param>
    /// <param name="runningVariance">Updated.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">Weight of the batch in the running statistics.</param>
    public BatchNormNode(
        TOp op, Tensor x, Tensor? gamma, Tensor? beta, Tensor? summand, Tensor runningMean, Tensor runningVariance, ChannelShape shape, float epsilon,
        float momentum)
        : base(FusedName.Of<TOp>(summand is null ? "BatchNormalization" : "BatchNormalization+Add"), x, gamma, beta, summand)
    {
        _op = op;
        _shape = shape;
        _epsilon = epsilon;
        _momentum = momentum;
        _hasSummand = summand is not null;
        _runningMean = runningMean;
        _runningVariance = runningVariance;
        _mean = new Tensor(runningMean.Shape, DType.Float32, x.Device);
        _inverseDeviation = new Tensor(runningMean.Shape, DType.Float32, x.Device);
    }

    public override IReadOnlyDictionary<string, object> Attributes
        => new Dictionary<string, object> { ["epsilon"] = _epsilon, ["momentum"] = 1 - _momentum };

    internal override bool HasEffects => true;

    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Follows;

    internal override bool BackwardReadsOutput => IsFused;

    internal override bool GradientCanOverwrite(int input) => IsFeatureMap(input);

    internal override bool BackwardReads(int input) => input != SummandInput;

    internal override bool IsFeatureMap(int input) => input == 0 || input == SummandInput;

    private bool IsFused => _hasSummand || FusedName.IsFused<TOp>();

    private int SummandInput => _hasSummand ? Inputs.Count - 1 : -1;

    private Tensor? Summand => _hasSummand ? Inputs[SummandInput] : null;

    public override void Forward(Kernels kernels)
    {
        if (Summand is { } summand)
        {
            kernels.BatchNormAddThen(_op, Inputs[0], Gamma, Beta, _mean, _inverseDeviation, summand, Output, _shape, _epsilon);
        }
        else if (IsFused)
        {
            kernels.BatchNormThen(_op, Inputs[0], Gamma, Beta, _mean, _inverseDeviation, Output, _shape, _epsilon);
        }
        else
        {
            kernels.BatchNorm(Inputs[0], Gamma, Beta, _mean, _inverseDeviation, Output, _shape, _epsilon);
        }

        kernels.Zip(new MovingAverage(_momentum), _runningMean, _mean, _runningMean);

        // Torch's convention: the running variance estimates the population, so it uses the unbiased batch variance.
        long samples = (long)_shape.Batch * _shape.Inner;
        float unbias = samples > 1 ? (float)(samples / (samples - 1.0)) : 1;
        kernels.Zip(new MovingVariance(_momentum, _epsilon, unbias), _runningVariance, _inverseDeviation, _runningVariance);
    }

    public override void Backward(Kernels kernels)
    {
        bool accumulateAffine = TakeAffineGradients(kernels, out Tensor? dgamma, out Tensor? dbeta);
        TryTakeGradient(0, out Tensor? dx, out bool accumulate);
        Tensor dy = Output.OutputGradient();
        if (!IsFused)
        {
            kernels.BatchNormGradient(Inputs[0], dy, Gamma, _mean, _inverseDeviation, dx, dgamma, dbeta, _shape, accumulate, accumulateAffine);
            return;
        }

        Tensor? dsummand = null;
        bool accumulateSummand = false;
        if (_hasSummand)
        {
            TryTakeGradient(SummandInput, out dsummand, out accumulateSummand);
        }

        kernels.BatchNormThenGradient(
            _op, Inputs[0], Output, dy, Gamma, _mean, _inverseDeviation, dx, dgamma, dbeta, dsummand, _shape, accumulate, accumulateAffine,
            accumulateSummand);
    }

    internal override OpNode? Append<TNext>(TNext next)
        => CanAppend<TOp, TNext>()
            ? new BatchNormNode<TNext>(next, Inputs[0], Gamma, Beta, Summand, _runningMean, _runningVariance, _shape, _epsilon, _momentum)
            : null;

    internal override OpNode? AppendSum(Tensor summand)
        => IsFused || summand.Shape != Output.Shape
            ? null
            : new BatchNormNode<TOp>(_op, Inputs[0], Gamma, Beta, summand, _runningMean, _runningVariance, _shape, _epsilon, _momentum);
}
