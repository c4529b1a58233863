namespace DeepHealth.Eddl;

/// <summary>Brings every feature of the training set to the range [0, 1]: <c>(x − least) / (greatest − least)</c>.</summary>
/// <remarks>A constant feature is only shifted. Later samples may lie outside of the range.</remarks>
public sealed class MinMaxScaler
{
    private MinMaxScaler(double[] least, double[] range)
    {
        Least = least;
        Range = range;
    }

    /// <summary>Least value of each feature.</summary>
    public IReadOnlyList<double> Least { get; }

    /// <summary>Greatest less least value of each feature; 1 for a constant one.</summary>
    public IReadOnlyList<double> Range { get; }

    /// <summary>Measures a training set.</summary>
    /// <param name="samples"><c>[samples, features]</c>, at least one sample.</param>
    /// <exception cref="ArgumentException">There is no sample, or a value is NaN or infinite.</exception>
    public static MinMaxScaler Fit(FeatureTable samples)
    {
        ColumnStatistics.Require(samples, "MinMaxScaler");
        double[] least = samples.Row(0).ToArray();
        double[] range = samples.Row(0).ToArray();
        for (int row = 1; row < samples.Rows; row++)
        {
            ReadOnlySpan<double> values = samples.Row(row);
            for (int column = 0; column < least.Length; column++)
            {
                least[column] = Math.Min(least[column], values[column]);
                range[column] = Math.Max(range[column], values[column]);
            }
        }

        for (int column = 0; column < least.Length; column++)
        {
            range[column] = range[column] > least[column] ? range[column] - least[column] : 1;
        }

        return new MinMaxScaler(least, range);
    }

    /// <summary>Scales samples.</summary>
    /// <param name="samples">As many features as in training.</param>
    public FeatureTable Transform(FeatureTable samples)
        => AffineColumns.Map(samples, "MinMaxScaler", Least, Range);

    /// <summary>Takes scaled samples back to their units.</summary>
    /// <param name="samples">As many features as in training.</param>
    public FeatureTable Inverse(FeatureTable samples)
        => AffineColumns.Unmap(samples, "MinMaxScaler", Least, Range);
}
