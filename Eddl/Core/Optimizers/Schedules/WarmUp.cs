namespace DeepHealth.Eddl;

/// <summary>Raises the learning rate linearly before another schedule begins.</summary>
/// <remarks>For <c>step &lt; steps</c> the rate is <c>first · (step + 1) / (steps + 1)</c>, where <c>first</c> is the other schedule's rate at
/// 0: never 0, and one even increment below <c>first</c> at the end. Then the other schedule runs from its own step 0.
/// Goyal et al., "Accurate, Large Minibatch SGD", 2017, section 2.2 (gradual warm-up).</remarks>
public sealed class WarmUp : LearningRateSchedule
{
    private readonly LearningRateSchedule _schedule;
    private readonly long _steps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="schedule">What follows.</param>
    /// <param name="steps">Steps of warm-up, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public WarmUp(LearningRateSchedule schedule, long steps)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _schedule = schedule;
        _steps = CheckSteps(steps, nameof(steps));
    }

    /// <inheritdoc/>
    protected override double Compute(long step)
        => step < _steps
            ? _schedule.RateAt(0) * (step + 1) / (_steps + 1)
            : _schedule.RateAt(step - _steps);
}
