namespace DeepHealth.Ecvl.Signals;

/// <summary>How fluctuations grow with the length of time they are watched.</summary>
/// <remarks>Peng et al., "Quantification of Scaling Exponents and Crossover Phenomena in Nonstationary Heartbeat Time Series", Chaos 5, 1995: the sum of distances
/// from the mean is cut into boxes, a line is taken out of each, and the exponent is the slope of log fluctuation over log box length. White noise has
/// 0.5, 1/f noise 1, a random walk 1.5.</remarks>
public static class DetrendedFluctuation
{
    /// <summary>Exponent over short boxes of 4 to 16 beats (alpha 1).</summary>
    /// <param name="values">At least 16 values.</param>
    public static double Short(ReadOnlySpan<double> values) => Exponent(values, 4, 16);

    /// <summary>Exponent over long boxes of 16 to 64 beats (alpha 2).</summary>
    /// <param name="values">At least 64 values.</param>
    public static double Long(ReadOnlySpan<double> values) => Exponent(values, 16, 64);

    /// <summary>Exponent over a range of box lengths, every one of which counts the same.</summary>
    /// <param name="values">At least <paramref name="longest"/> values.</param>
    /// <param name="shortest">Shortest box, at least 3.</param>
    /// <param name="longest">Longest box, above the shortest.</param>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    public static double Exponent(ReadOnlySpan<double> values, int shortest, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shortest, 3);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(longest, shortest);
        if (values.Length < longest)
        {
            throw new ArgumentException($"DetrendedFluctuation: {values.Length} values have no box of {longest}.", nameof(values));
        }

        double mean = TimeDomainHrv.Mean(values);
        double[] sums = new double[values.Length];
        double sum = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            sum += values[i] - mean;
            sums[i] = sum;
        }

        (double n, double x, double y, double xx, double xy) = (0, 0, 0, 0, 0);
        for (int length = shortest; length <= longest; length++)
        {
            double logLength = Math.Log(length);
            double logFluctuation = Math.Log(Fluctuation(sums, length));
            n++;
            x += logLength;
            y += logFluctuation;
            xx += logLength * logLength;
            xy += logLength * logFluctuation;
        }

        return ((n * xy) - (x * y)) / ((n * xx) - (x * x));
    }

    /// <summary>Root of the mean squared distance from the lines of all whole boxes.</summary>
    private static double Fluctuation(double[] sums, int length)
    {
        int boxes = sums.Length / length;
        double middle = (length - 1) / 2.0;
        double spread = length * ((length * (double)length) - 1) / 12;
        double squares = 0;
        for (int box = 0; box < boxes; box++)
        {
            ReadOnlySpan<double> part = sums.AsSpan(box * length, length);
            double mean = TimeDomainHrv.Mean(part);
            double slope = 0;
            for (int i = 0; i < length; i++)
            {
                slope += (i - middle) * part[i] / spread;
            }

            for (int i = 0; i < length; i++)
            {
                double distance = part[i] - mean - (slope * (i - middle));
                squares += distance * distance;
            }
        }

        return Math.Sqrt(squares / (boxes * length));
    }
}
