using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>How features were in the last half minute, minute and two minutes: mean, deviation and sum over a window that ends with the row.</summary>
/// <remarks>As pandas' <c>rolling(window, min_periods=10)</c>: rows without a finite value do not count, and fewer than ten that do give no value. The deviation is
/// divided by n − 1. Windows look back only, so nothing of the future leaks into a row.</remarks>
internal static class ContextFeatures
{
    private const int LeastRows = 10;

    /// <summary>Seconds of the windows.</summary>
    private static readonly int[] s_windows = [30, 60, 120];

    private static readonly string[] s_sources = ["mean_hr", "rmssd", "csi", "Modified_csi"];
    private static readonly int[] s_columns = [.. s_sources.Select(name => Array.IndexOf(FeatureColumns.Names, name))];

    /// <summary>Name of each column.</summary>
    public static readonly string[] Names =
        [.. s_sources.SelectMany(source => s_windows.SelectMany(window => (string[])[$"{source}_mean_{window}", $"{source}_std_{window}", $"{source}_sum_{window}"]))];

    /// <summary>Computes all columns of one exam.</summary>
    /// <param name="features"><c>[rows, features]</c> with a row per second.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns><c>[rows, Names]</c>; NaN where there is no value.</returns>
    public static double[] Compute(ReadOnlySpan<double> features, int rows)
    {
        int width = FeatureColumns.Names.Length;
        double[] result = new double[rows * Names.Length];
        for (int source = 0; source < s_columns.Length; source++)
        {
            for (int window = 0; window < s_windows.Length; window++)
            {
                int at = 3 * ((source * s_windows.Length) + window);
                for (int row = 0; row < rows; row++)
                {
                    (double mean, double deviation, double sum) = Summary(features, width, s_columns[source], Math.Max(row + 1 - s_windows[window], 0), row);
                    Span<double> own = result.AsSpan((row * Names.Length) + at, 3);
                    (own[0], own[1], own[2]) = (mean, deviation, sum);
                }
            }
        }

        return result;
    }

    // Each window from the start: a running sum would carry the rounding of all rows before.
    private static (double Mean, double Deviation, double Sum) Summary(ReadOnlySpan<double> features, int width, int column, int first, int last)
    {
        double sum = 0;
        int count = 0;
        for (int row = first; row <= last; row++)
        {
            double value = features[(row * width) + column];
            if (double.IsFinite(value))
            {
                sum += value;
                count++;
            }
        }

        if (count < LeastRows)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        double mean = sum / count;
        double squares = 0;
        for (int row = first; row <= last; row++)
        {
            double value = features[(row * width) + column];
            squares += double.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        }

        return (mean, Math.Sqrt(squares / (count - 1)), sum);
    }
}
