using System.Globalization;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Replaces NaN and infinity, which a forest cannot take.</summary>
/// <param name="Values">Replacement for each feature.</param>
internal sealed record MissingValues(double[] Values)
{
    private const double Sentinel = -999;

    /// <summary>The original's choice: a number that no feature has.</summary>
    public static MissingValues Mark(int features)
    {
        double[] values = new double[features];
        Array.Fill(values, Sentinel);
        return new MissingValues(values);
    }

    /// <summary>The median of each feature over some rows: those to learn from, never those to be judged.</summary>
    public static MissingValues Median(ExamRows data, ReadOnlySpan<int> rows)
    {
        int width = DatasetTable.Features.Length;
        double[] medians = new double[width];
        double[] column = new double[rows.Length];
        for (int feature = 0; feature < width; feature++)
        {
            int count = 0;
            foreach (int row in rows)
            {
                double value = data.Values[((long)row * width) + feature];
                if (double.IsFinite(value))
                {
                    column[count++] = value;
                }
            }

            Span<double> sorted = column.AsSpan(0, count);
            sorted.Sort();
            medians[feature] = count == 0 ? 0 : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        }

        return new MissingValues(medians);
    }

    /// <summary>Some rows with every gap filled.</summary>
    public FeatureTable Fill(ExamRows data, ReadOnlySpan<int> rows)
    {
        int width = Values.Length;
        double[] filled = new double[(long)rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int feature = 0; feature < width; feature++)
            {
                double value = data.Values[((long)rows[i] * width) + feature];
                filled[((long)i * width) + feature] = double.IsFinite(value) ? value : Values[feature];
            }
        }

        return new FeatureTable(rows.Length, width, filled, DatasetTable.Features);
    }

    public override string ToString() => string.Join(' ', Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    public static MissingValues Parse(string text) => new([.. text.Split(' ').Select(value => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture))]);
}
