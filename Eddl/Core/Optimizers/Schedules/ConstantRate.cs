namespace DeepHealth.Eddl;

/// <summary>The same learning rate at every step.</summary>
/// <param name="rate">Learning rate, finite and at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
public sealed class ConstantRate(double rate) : LearningRateSchedule
{
    private readonly double _rate = CheckRate(rate, nameof(rate));

    /// <inheritdoc/>
    protected override double Compute(long step) => _rate;
}
