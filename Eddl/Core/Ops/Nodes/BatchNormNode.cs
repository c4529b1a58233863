using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Batch normalisation in training: batch statistics, and an update of the running ones on every run.</summary>
internal sealed class BatchNormNode : NormalizationNode
{
    private readonly ChannelShape _shape;
    private readonly float _epsilon;
    private readonly float _momentum;
    private readonly Tensor _mean;
    private readonly Tensor _inverseDeviation;
    private readonly Tensor _runningMean;
    private readonly Tensor _runningVariance;

    public BatchNormNode(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor runningMean, Tensor runningVariance, ChannelShape shape, float epsilon, float momentum)
        : base("BatchNormalization", x, gamma, beta)
    {
        _shape = shape;
        _epsilon = epsilon;
        _momentum = momentum;
        _runningMean = runningMean;
        _runningVariance = runningVariance;
        _mean = new Tensor(runningMean.Shape, DType.Float32, x.Device);
        _inverseDeviation = new Tensor(runningMean.Shape, DType.Float32, x.Device);
    }

    public override IReadOnlyDictionary<string, object> Attributes
        => new Dictionary<string, object> { ["epsilon"] = _epsilon, ["momentum"] = 1 - _momentum };

    public override void Forward(Kernels kernels)
    {
        kernels.BatchNorm(Inputs[0], Gamma, Beta, _mean, _inverseDeviation, Output, _shape, _epsilon);
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
        kernels.BatchNormGradient(
            Inputs[0], Output.OutputGradient(), Gamma, _mean, _inverseDeviation, dx, dgamma, dbeta, _shape, accumulate, accumulateAffine);
    }
}
