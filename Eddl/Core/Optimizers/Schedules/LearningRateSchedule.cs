namespace DeepHealth.Eddl;

/// <summary>The learning rate as a function of the step.</summary>
/// <remarks>A schedule has no state: a resumed run reads the same rates as an uninterrupted one.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>A rate that never changes, so that a number can stand wherever a schedule can.</summary>
    public static implicit operator LearningRateSchedule(double rate) => FromDouble(rate);

    /// <summary>A rate that never changes.</summary>
    public static LearningRateSchedule FromDouble(double rate) => new ConstantRate(rate);

    /// <summary>The rate of one optimizer step.</summary>
    /// <param name="step">Number of steps done before: 0 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public double RateAt(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Compute(step);
    }

    /// <summary>The rate of a step that is at least 0.</summary>
    protected abstract double Compute(long step);

    /// <summary>Checks a rate: finite and at least 0.</summary>
    private protected static double CheckRate(double rate, string name)
        => double.IsFinite(rate) && rate >= 0
            ? rate
            : throw new ArgumentOutOfRangeException(name, rate, "LearningRateSchedule: a learning rate is finite and at least 0.");

    /// <summary>Checks a decay factor: above 0 and at most 1.</summary>
    private protected static double CheckFactor(double factor, string name)
        => factor is > 0 and <= 1
            ? factor
            : throw new ArgumentOutOfRangeException(name, factor, "LearningRateSchedule: a decay factor is above 0 and at most 1.");

    /// <summary>Checks a number of steps: at least 1.</summary>
    private protected static long CheckSteps(long steps, string name)
        => steps >= 1
            ? steps
            : throw new ArgumentOutOfRangeException(name, steps, "LearningRateSchedule: a number of steps is at least 1.");
}
