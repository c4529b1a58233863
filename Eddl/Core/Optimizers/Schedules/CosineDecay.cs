namespace DeepHealth.Eddl;

/// <summary>Lets the learning rate fall along half a cosine: <c>minimum + ½·(initial − minimum)·(1 + cos(π·step / totalSteps))</c>.</summary>
/// <remarks>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, eq. 5, one period without restarts.
/// From <c>totalSteps</c> on the rate stays at the minimum.</remarks>
public sealed class CosineDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly double _minimum;
    private readonly long _totalSteps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initial">Rate of the first step, finite and at least 0.</param>
    /// <param name="totalSteps">Steps until the minimum is reached, at least 1.</param>
    /// <param name="minimum">Last rate, from 0 to <paramref name="initial"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public CosineDecay(double initial, long totalSteps, double minimum = 0)
    {
        _initial = CheckRate(initial, nameof(initial));
        _totalSteps = CheckSteps(totalSteps, nameof(totalSteps));
        _minimum = CheckRate(minimum, nameof(minimum));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, initial);
    }

    /// <inheritdoc/>
    protected override double Compute(long step)
        => step >= _totalSteps
            ? _minimum
            : _minimum + (0.5 * (_initial - _minimum) * (1 + Math.Cos(Math.PI * step / _totalSteps)));
}
