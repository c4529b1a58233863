namespace DeepHealth.Eddl;

/// <summary>Turns sums into the statistics that a normalisation stores and applies.</summary>
internal static class RowStatistics
{
    /// <summary>Mean of elements.</summary>
    /// <param name="sum"><c>Σ x</c>.</param>
    /// <param name="count">Number of elements.</param>
    /// <returns>The mean, exact and as stored.</returns>
    public static (double Exact, float Stored) Mean(double sum, double count) => (sum / count, (float)(sum / count));

    /// <summary><c>1/√(variance + epsilon)</c> from squared distances to the stored mean.</summary>
    public static float InverseDeviation(double squares, double count, (double Exact, float Stored) mean, float epsilon)
    {
        double error = mean.Exact - mean.Stored;
        double variance = Math.Max((squares / count) - (error * error), 0);
        return (float)(1 / Math.Sqrt(variance + epsilon));
    }
}
