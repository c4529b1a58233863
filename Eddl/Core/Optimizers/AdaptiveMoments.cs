namespace DeepHealth.Eddl;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: running means of the gradient and of its square.</summary>
public abstract class AdaptiveMoments : Optimizer
{
    private protected AdaptiveMoments(
        LearningRateSchedule schedule, double beta1, double beta2, double epsilon, double weightDecay, DecayScope decayScope, double clipNorm)
        : base(schedule, weightDecay, decayScope, clipNorm)
    {
        Beta1 = Fraction(beta1, nameof(beta1));
        Beta2 = Fraction(beta2, nameof(beta2));
        Epsilon = epsilon > 0 && double.IsFinite(epsilon)
            ? epsilon
            : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"Adam: {nameof(epsilon)} must be finite and above 0, it is {epsilon}.");
    }

    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; }

    internal override IReadOnlyList<string> StateNames { get; } = ["mean", "square"];

    private static double Fraction(double value, string name)
        => value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Adam: {name} must lie from 0 to below 1, it is {value}.");
}
