namespace DeepHealth.Eddl;

/// <summary>Brings every feature to mean 0 and standard deviation 1: <c>(x − mean) / deviation</c>.</summary>
/// <remarks>The deviation divides by n, as in scikit-learn. A constant feature is only shifted.</remarks>
public sealed class StandardScaler
{
    internal StandardScaler(double[] mean, double[] deviation)
    {
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>Mean of each feature.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Standard deviation of each feature; 1 for a constant one.</summary>
    public IReadOnlyList<double> Deviation { get; }

    /// <summary>Measures a training set.</summary>
    /// <param name="samples"><c>[samples, features]</c>, at least one sample.</param>
    /// <exception cref="ArgumentException">There is no sample, or a value is NaN or infinite.</exception>
    public static StandardScaler Fit(FeatureTable samples)
    {
        ColumnStatistics.Require(samples, "StandardScaler");
        double[] mean = ColumnStatistics.Means(samples);
        double[] deviation = new double[samples.Columns];
        for (int row = 0; row < samples.Rows; row++)
        {
            ReadOnlySpan<double> values = samples.Row(row);
            for (int column = 0; column < deviation.Length; column++)
            {
                double distance = values[column] - mean[column];
                deviation[column] += distance * distance;
            }
        }

        for (int column = 0; column < deviation.Length; column++)
        {
            deviation[column] = Math.Sqrt(deviation[column] / samples.Rows);

            // What rounding leaves of a constant column is no deviation.
            double noise = 2e-15 * Math.Abs(mean[column]) * Math.Sqrt(samples.Rows);
            deviation[column] = deviation[column] <= noise ? 1 : deviation[column];
        }

        return new StandardScaler(mean, deviation);
    }

    /// <summary>Scales samples.</summary>
    /// <param name="samples">As many features as in training.</param>
    public FeatureTable Transform(FeatureTable samples)
        => AffineColumns.Map(samples, "StandardScaler", Mean, Deviation);

    /// <summary>Takes scaled samples back to their units.</summary>
    /// <param name="samples">As many features as in training.</param>
    public FeatureTable Inverse(FeatureTable samples)
        => AffineColumns.Unmap(samples, "StandardScaler", Mean, Deviation);
}
