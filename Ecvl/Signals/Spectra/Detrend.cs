namespace DeepHealth.Ecvl.Signals;

/// <summary>Takes the mean or a straight line out of signals. Equal to <c>scipy.signal.detrend</c>. A NaN makes the whole stretch NaN.</summary>
public static class Detrend
{
    /// <summary>Removes the trend in place.</summary>
    /// <param name="samples">The signal; empty is left empty.</param>
    /// <param name="trend">What is removed.</param>
    public static void Apply(Span<double> samples, TrendRemoval trend)
    {
        if (trend == TrendRemoval.None || samples.IsEmpty)
        {
            return;
        }

        double sum = 0;
        // About the middle, slope and mean do not depend on each other.
        double middle = (samples.Length - 1) / 2.0;
        double moment = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            sum += samples[i];
            moment += (i - middle) * samples[i];
        }

        double n = samples.Length;
        double mean = sum / n;
        // The sum of (i - middle)² is n (n² - 1) / 12.
        double slope = trend == TrendRemoval.Linear && samples.Length > 1 ? 12 * moment / (n * ((n * n) - 1)) : 0;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] -= mean + (slope * (i - middle));
        }
    }

    /// <summary>Removes a straight line from each stretch between break points, in place.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="breaks">Rising first samples of the second and later stretches, each above 0 and below the length.</param>
    /// <exception cref="ArgumentOutOfRangeException">A break point is out of order or range.</exception>
    public static void Piecewise(Span<double> samples, ReadOnlySpan<int> breaks)
    {
        int last = 0;
        foreach (int at in breaks)
        {
            if (at <= last || at >= samples.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(breaks), $"Detrend: the break point {at} must be above {last} and below the length of {samples.Length} samples.");
            }

            last = at;
        }

        last = 0;
        foreach (int at in breaks)
        {
            Apply(samples[last..at], TrendRemoval.Linear);
            last = at;
        }

        Apply(samples[last..], TrendRemoval.Linear);
    }
}
