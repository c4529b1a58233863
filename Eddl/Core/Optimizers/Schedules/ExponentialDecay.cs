namespace DeepHealth.Eddl;

/// <summary>Lets the learning rate fall exponentially: <c>initial · factor^(step / overSteps)</c>.</summary>
/// <param name="initial">Rate of the first step, finite and at least 0.</param>
/// <param name="factor">What the rate is multiplied by over <paramref name="overSteps"/> steps, above 0 and at most 1.</param>
/// <param name="overSteps">Steps over which the factor applies, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
public sealed class ExponentialDecay(double initial, double factor, long overSteps = 1) : LearningRateSchedule
{
    private readonly double _initial = CheckRate(initial, nameof(initial));
    private readonly double _factor = CheckFactor(factor, nameof(factor));
    private readonly long _overSteps = CheckSteps(overSteps, nameof(overSteps));

    /// <inheritdoc/>
    protected override double Compute(long step) => _initial * Math.Pow(_factor, (double)step / _overSteps);
}
