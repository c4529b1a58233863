namespace DeepHealth.Eddl;

/// <summary>Multiplies the learning rate by a factor every so many steps: <c>initial · factor^⌊step / everySteps⌋</c>.</summary>
/// <param name="initial">Rate of the first steps, finite and at least 0.</param>
/// <param name="factor">Factor, above 0 and at most 1.</param>
/// <param name="everySteps">Steps between two changes, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
public sealed class StepDecay(double initial, double factor, long everySteps) : LearningRateSchedule
{
    private readonly double _initial = CheckRate(initial, nameof(initial));
    private readonly double _factor = CheckFactor(factor, nameof(factor));
    private readonly long _everySteps = CheckSteps(everySteps, nameof(everySteps));

    /// <inheritdoc/>
    protected override double Compute(long step) => _initial * Math.Pow(_factor, step / _everySteps);
}
