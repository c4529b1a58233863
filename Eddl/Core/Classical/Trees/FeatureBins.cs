using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The features of a training set as numbers of bins, feature after feature.</summary>
/// <remarks>A feature with few different values has a border halfway between each two; others have borders at quantiles, so that bins hold about
/// equally many samples (Ke et al., "LightGBM", NIPS 2017, section 2.1).</remarks>
internal sealed class FeatureBins
{
    private readonly byte[] _bins;

    public FeatureBins(FeatureTable samples, int most)
    {
        Rows = samples.Rows;
        Columns = samples.Columns;
        _bins = new byte[(long)Rows * Columns];
        Borders = new double[Columns][];
        ColumnJob job = new(this, samples, most);
        WorkerTeam.Default.Run(ref job, Columns);
    }

    /// <summary>Number of samples.</summary>
    public int Rows { get; }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>Rising borders of each feature: bin b holds values up to border b, the last bin those above all borders.</summary>
    public double[][] Borders { get; }

    /// <summary>Bin of every sample in one feature.</summary>
    public ReadOnlySpan<byte> Column(int column) => _bins.AsSpan(column * Rows, Rows);

    private static double[] FindBorders(double[] sorted, int most)
    {
        List<double> borders = [];
        int different = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            different += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        if (different <= most + 1)
        {
            for (int i = 1; i < sorted.Length; i++)
            {
                if (sorted[i] != sorted[i - 1])
                {
                    borders.Add(Halfway(sorted[i - 1], sorted[i]));
                }
            }

            return [.. borders];
        }

        for (int border = 1; border <= most; border++)
        {
            // The next change of value at or after the quantile.
            int at = (int)((long)border * sorted.Length / (most + 1));
            while (at < sorted.Length && sorted[at] == sorted[at - 1])
            {
                at++;
            }

            if (at < sorted.Length)
            {
                double value = Halfway(sorted[at - 1], sorted[at]);
                if (borders.Count == 0 || value > borders[^1])
                {
                    borders.Add(value);
                }
            }
        }

        return [.. borders];
    }

    /// <summary>A number that is at least the lower value and below the upper one.</summary>
    private static double Halfway(double low, double high)
    {
        double middle = low + ((high - low) / 2);
        return middle < high && double.IsFinite(middle) ? middle : low;
    }

    private void Fill(FeatureTable samples, int column, int most)
    {
        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            values[row] = samples.Row(row)[column];
        }

        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        double[] borders = FindBorders(sorted, most);
        Borders[column] = borders;
        Span<byte> bins = _bins.AsSpan(column * Rows, Rows);
        for (int row = 0; row < Rows; row++)
        {
            int found = Array.BinarySearch(borders, values[row]);
            bins[row] = (byte)(found >= 0 ? found : ~found);
        }
    }

    private readonly struct ColumnJob(FeatureBins bins, FeatureTable samples, int most) : IParallelJob
    {
        public void Execute(int part) => bins.Fill(samples, part, most);
    }
}
