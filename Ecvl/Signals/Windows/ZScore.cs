namespace DeepHealth.Ecvl.Signals;

/// <summary>Brings signals to mean 0 and standard deviation 1.</summary>
public static class ZScore
{
    /// <summary>Standardises in place: <c>(x − mean) / deviation</c>, with the deviation over n, not n − 1.</summary>
    /// <remarks>
    /// Missing samples (NaN) count neither in the mean nor in the deviation and stay NaN. A constant signal carries no shape:
    /// it becomes 0 throughout. Constant means that the deviation is below 1e-13 of the largest magnitude, which is rounding.
    /// </remarks>
    /// <param name="samples">The signal.</param>
    /// <returns>The mean and deviation that were removed; both 0 where there is no sample.</returns>
    public static (double Mean, double Deviation) Apply(Span<double> samples)
    {
        long count = 0;
        double sum = 0;
        double largest = 0;
        foreach (double x in samples)
        {
            if (!double.IsNaN(x))
            {
                count++;
                sum += x;
                largest = Math.Max(largest, Math.Abs(x));
            }
        }

        if (count == 0)
        {
            return (0, 0);
        }

        double mean = sum / count;
        double squares = 0;
        foreach (double x in samples)
        {
            squares += double.IsNaN(x) ? 0 : (x - mean) * (x - mean);
        }

        double deviation = Math.Sqrt(squares / count);
        bool constant = deviation <= 1e-13 * largest;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = constant && !double.IsNaN(samples[i]) ? 0 : (samples[i] - mean) / deviation;
        }

        return (mean, deviation);
    }
}
