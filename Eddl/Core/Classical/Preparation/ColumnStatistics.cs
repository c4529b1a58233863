namespace DeepHealth.Eddl;

/// <summary>Figures of the columns of a table.</summary>
internal static class ColumnStatistics
{
    /// <summary>Refuses a training set without samples or with values that are not finite.</summary>
    public static void Require(FeatureTable samples, string operation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Rows == 0)
        {
            throw new ArgumentException($"{operation}: there is no sample to fit to.", nameof(samples));
        }

        samples.RequireFinite(operation);
    }

    /// <summary>Mean of each column.</summary>
    public static double[] Means(FeatureTable samples)
    {
        double[] means = new double[samples.Columns];
        for (int row = 0; row < samples.Rows; row++)
        {
            ReadOnlySpan<double> values = samples.Row(row);
            for (int column = 0; column < means.Length; column++)
            {
                means[column] += values[column];
            }
        }

        for (int column = 0; column < means.Length; column++)
        {
            means[column] /= samples.Rows;
        }

        return means;
    }
}
