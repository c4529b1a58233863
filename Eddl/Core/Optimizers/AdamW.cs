namespace DeepHealth.Eddl;

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, algorithm 2.</remarks>
public sealed class AdamW : AdaptiveMoments
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate: a number, or a schedule by step; 0.001 where null.</param>
    /// <param name="beta1">Decay of the mean of gradients, from 0 to below 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, from 0 to below 1.</param>
    /// <param name="epsilon">Added to the root of the second moment, above 0.</param>
    /// <param name="weightDecay">Pull towards 0, at least 0.</param>
    /// <param name="decayScope">Which parameters decay.</param>
    /// <param name="clipNorm">Largest Euclidean norm of all gradients together; 0 for no limit.</param>
    public AdamW(
        LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01,
        DecayScope decayScope = DecayScope.All, double clipNorm = 0)
        : base(learningRate ?? 0.001, beta1, beta2, epsilon, weightDecay, decayScope, clipNorm)
    {
    }

    private protected override void Update(Kernels kernels, Segment segment, double rate, long step)
        => kernels.Update(
            new AdamWStep(rate, Beta1, Beta2, Epsilon, segment.Decay, step), segment.Values, segment.Gradients, segment.First, segment.Second);
}
