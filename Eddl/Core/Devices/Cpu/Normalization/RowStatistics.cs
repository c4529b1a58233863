namespace DeepHealth.Eddl;

/// <summary>The statistics that a normalisation stores and applies.</summary>
/// <param name="Mean">Mean, as stored.</param>
/// <param name="Excess">What the stored mean is too large by, because it was rounded.</param>
/// <param name="InverseDeviation"><c>1/√(variance + epsilon)</c>.</param>
internal readonly record struct RowStatistics(float Mean, double Excess, float InverseDeviation)
{
    /// <summary>Takes the statistics of <paramref name="count"/> neighbouring elements in each of <paramref name="runs"/> runs.</summary>
    public static unsafe RowStatistics Of(float* x, int runs, nint pitch, int count, float epsilon)
    {
        double elements = (double)runs * count;
        double exact = ChannelSums.Sum(x, runs, pitch, count) / elements;
        float mean = (float)exact;

        // The distances are those to the stored mean: its error adds its square to their mean square.
        double excess = mean - exact;
        double squares = ChannelSums.SquaredDistance(x, runs, pitch, count, mean);
        return Of(exact, (squares / elements) - (excess * excess), epsilon);
    }

    /// <summary>The statistics from a mean and a variance.</summary>
    public static RowStatistics Of(double mean, double variance, float epsilon)
        => new((float)mean, (float)mean - mean, (float)(1 / Math.Sqrt(Math.Max(variance, 0) + epsilon)));
}
