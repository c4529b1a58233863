using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Batch normalisation per channel: batch statistics in training, running statistics in inference.</summary>
/// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015. The running variance is unbiased, as in PyTorch.</remarks>
/// <param name="momentum">Weight of a new batch in the running statistics, above 0 to 1. (Keras' momentum is 1 minus this.)</param>
/// <param name="epsilon">Added to the variance, above 0.</param>
/// <param name="affine">Whether a trained scale and shift follow.</param>
public sealed class BatchNorm(float momentum = 0.1f, float epsilon = 1e-5f, bool affine = true) : Module
{
    private readonly float _momentum = Check.Above0("BatchNorm", momentum, nameof(momentum), highest: 1);
    private readonly float _epsilon = Check.Above0("BatchNorm", epsilon, nameof(epsilon));
    private Parameter? _gamma;
    private Parameter? _beta;
    private Parameter? _mean;
    private Parameter? _variance;

    /// <summary>Scale <c>[C]</c>; null without.</summary>
    public Tensor? Gamma => _gamma?.Value;

    /// <summary>Shift <c>[C]</c>; null without.</summary>
    public Tensor? Beta => _beta?.Value;

    /// <summary>Running mean, <c>[C]</c>.</summary>
    public Tensor RunningMean => Check.Built(_mean, Kind);

    /// <summary>Running variance, <c>[C]</c>.</summary>
    public Tensor RunningVariance => Check.Built(_variance, Kind);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check.Channels(Kind, x, RunningMean.Count);
        return IsTraining
            ? Functional.BatchNorm(x, Gamma, Beta, RunningMean, RunningVariance, _momentum, _epsilon)
            : Functional.BatchNormInference(x, Gamma, Beta, RunningMean, RunningVariance, _epsilon);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (input.Rank < 1)
        {
            throw new ShapeException($"BatchNorm: needs samples [channels, …], they are {input}.");
        }

        Shape channels = [input[0]];
        _gamma = affine ? context.Add("gamma", channels, Initializer.Ones, ParameterKind.Bias) : null;
        _beta = affine ? context.Add("beta", channels, Initializer.Zeros, ParameterKind.Bias) : null;
        _mean = context.Add("runningMean", channels, Initializer.Zeros, ParameterKind.State);
        _variance = context.Add("runningVariance", channels, Initializer.Ones, ParameterKind.State);
        return input;
    }
}
