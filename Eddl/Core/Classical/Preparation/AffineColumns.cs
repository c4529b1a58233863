namespace DeepHealth.Eddl;

/// <summary>Shifts and scales the columns of a table.</summary>
internal static class AffineColumns
{
    /// <summary><c>(x − shift) / scale</c> per column.</summary>
    public static FeatureTable Map(FeatureTable samples, string operation, IReadOnlyList<double> shift, IReadOnlyList<double> scale)
    {
        double[] values = Copy(samples, operation, shift.Count);
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % samples.Columns;
            values[i] = (values[i] - shift[column]) / scale[column];
        }

        return new FeatureTable(samples.Rows, samples.Columns, values, samples.Names.Count == 0 ? null : samples.Names);
    }

    /// <summary><c>x · scale + shift</c> per column.</summary>
    public static FeatureTable Unmap(FeatureTable samples, string operation, IReadOnlyList<double> shift, IReadOnlyList<double> scale)
    {
        double[] values = Copy(samples, operation, shift.Count);
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % samples.Columns;
            values[i] = (values[i] * scale[column]) + shift[column];
        }

        return new FeatureTable(samples.Rows, samples.Columns, values, samples.Names.Count == 0 ? null : samples.Names);
    }

    private static double[] Copy(FeatureTable samples, string operation, int columns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns(operation, columns);
        return samples.Values.ToArray();
    }
}
