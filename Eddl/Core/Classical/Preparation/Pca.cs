using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Principal components: the orthogonal directions along which a training set varies most.</summary>
/// <remarks>Pearson, "On Lines and Planes of Closest Fit to Systems of Points in Space", Philosophical Magazine 2, 1901; Jolliffe, "Principal
/// Component Analysis", 2002, section 3.5. Eigenvectors of the covariance <c>XᵀX / (n − 1)</c> of the centred set, or of <c>XXᵀ</c> where there
/// are fewer samples than features. A component's entry of greatest magnitude is positive. Components of less than about 1e-7 of
/// the first one's deviation are lost in rounding.</remarks>
public sealed unsafe class Pca
{
    private readonly double[] _mean;
    private readonly double[] _directions;

    internal Pca(double[] mean, double[] directions, double[] variances, double total)
    {
        _mean = mean;
        _directions = directions;
        Variances = variances;
        TotalVariance = total;
    }

    /// <summary>Number of components.</summary>
    public int Count => Variances.Count;

    /// <summary>Number of features.</summary>
    public int Features => _mean.Length;

    /// <summary>Variance along each component, divided by n − 1, the greatest first.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>Sum of the variances of all features.</summary>
    public double TotalVariance { get; }

    /// <summary>Mean of each feature.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Directions of the components, one after the other.</summary>
    internal ReadOnlySpan<double> Directions => _directions;

    /// <summary>Finds the components of a training set.</summary>
    /// <param name="samples"><c>[samples, features]</c>, at least two samples. Fit to the training part alone: a test sample must not be seen.</param>
    /// <param name="components">Number of components, from 1 to the smaller of samples and features.</param>
    /// <param name="team">Threads; null for <see cref="WorkerTeam.Default"/>.</param>
    /// <exception cref="ArgumentException">There are fewer than two samples, a value is NaN or infinite, or the number of components is out of range.</exception>
    public static Pca Fit(FeatureTable samples, int components, WorkerTeam? team = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (components < 1 || components > Math.Min(samples.Rows, samples.Columns))
        {
            throw new ArgumentException($"Pca: {components} components of {samples.Rows} samples with {samples.Columns} features; choose from 1 to {Math.Min(samples.Rows, samples.Columns)}.", nameof(components));
        }

        return Fit(samples, (_, _) => components, team);
    }

    /// <summary>Finds as many components as explain a share of the variance.</summary>
    /// <param name="samples"><c>[samples, features]</c>, at least two samples.</param>
    /// <param name="share">Share of the total variance, above 0, at most 1.</param>
    /// <param name="team">Threads; null for <see cref="WorkerTeam.Default"/>.</param>
    /// <exception cref="ArgumentException">As for a number of components.</exception>
    public static Pca FitShare(FeatureTable samples, double share, WorkerTeam? team = null)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentException($"Pca: the share of variance is {share}, it must be above 0 and at most 1.", nameof(share));
        }

        return Fit(samples, (values, total) => CountFor(values, total, share), team);
    }

    /// <summary>Coordinates of samples along the components.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <returns><c>[samples, components]</c>.</returns>
    /// <exception cref="ShapeException">The number of features is another one than that of the training.</exception>
    public FeatureTable Transform(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns("Pca", Features);
        double[] centred = Centred(samples, _mean);
        double[] result = new double[samples.Rows * Count];
        Multiply(WorkerTeam.Default, false, true, samples.Rows, Count, Features, centred, _directions, result);
        return new FeatureTable(samples.Rows, Count, result);
    }

    /// <summary>Samples from coordinates: what the components can say of them.</summary>
    /// <param name="coordinates"><c>[samples, components]</c>.</param>
    /// <returns><c>[samples, features]</c>.</returns>
    /// <exception cref="ShapeException">The number of columns is not that of the components.</exception>
    public FeatureTable Inverse(FeatureTable coordinates)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        coordinates.RequireColumns("Pca.Inverse", Count);
        double[] result = new double[coordinates.Rows * Features];
        Multiply(WorkerTeam.Default, false, false, coordinates.Rows, Features, Count, coordinates.Values.ToArray(), _directions, result);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] += _mean[i % Features];
        }

        return new FeatureTable(coordinates.Rows, Features, result);
    }

    /// <summary>Direction of a component: a unit vector.</summary>
    public ReadOnlySpan<double> Direction(int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, Count);
        return _directions.AsSpan(component * Features, Features);
    }

    private static Pca Fit(FeatureTable samples, Func<double[], double, int> choose, WorkerTeam? team)
    {
        ColumnStatistics.Require(samples, "Pca");
        if (samples.Rows < 2)
        {
            throw new ArgumentException("Pca: one sample has no variance; at least two are needed.", nameof(samples));
        }

        team ??= WorkerTeam.Default;
        int rows = samples.Rows;
        int columns = samples.Columns;
        double[] mean = ColumnStatistics.Means(samples);
        double[] centred = Centred(samples, mean);
        bool byFeatures = columns <= rows;
        int size = Math.Min(rows, columns);
        double[] products = new double[size * size];
        Multiply(team, byFeatures, !byFeatures, size, size, byFeatures ? rows : columns, centred, centred, products);
        double total = 0;
        for (int i = 0; i < size; i++)
        {
            total += products[(i * size) + i] / (rows - 1);
        }

        SymmetricEigen eigen = new(products, size);
        double[] variances = [.. eigen.Values.Select(value => Math.Max(value, 0) / (rows - 1))];
        int count = choose(variances, total);
        double[] directions = eigen.Vectors.AsSpan(0, count * size).ToArray();
        if (!byFeatures)
        {
            double[] inFeatures = new double[count * columns];
            Multiply(team, false, false, count, columns, rows, directions, centred, inFeatures);
            directions = inFeatures;
        }

        for (int component = 0; component < count; component++)
        {
            Normalize(directions.AsSpan(component * columns, columns));
        }

        return new Pca(mean, directions, variances[..count], total);
    }

    private static int CountFor(double[] variances, double total, double share)
    {
        double sum = 0;
        int count = 0;
        while (count < variances.Length && (count == 0 || sum < share * total))
        {
            sum += variances[count++];
        }

        return count;
    }

    private static double[] Centred(FeatureTable samples, double[] mean)
    {
        double[] values = samples.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean[i % mean.Length];
        }

        return values;
    }

    private static void Normalize(Span<double> direction)
    {
        double squares = 0;
        double greatest = 0;
        foreach (double value in direction)
        {
            squares += value * value;
            greatest = Math.Abs(value) > Math.Abs(greatest) ? value : greatest;
        }

        // A direction without variance stays zero: any vector would do as well.
        double scale = squares > 0 ? Math.CopySign(1 / Math.Sqrt(squares), greatest) : 0;
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] *= scale;
        }
    }

    private static void Multiply(WorkerTeam team, bool transposeA, bool transposeB, int m, int n, int k, double[] a, double[] b, double[] c)
    {
        fixed (double* left = a)
        {
            fixed (double* right = b)
            {
                fixed (double* result = c)
                {
                    MatrixProduct.Multiply(team, transposeA, transposeB, m, n, k, left, transposeA ? m : k, right, transposeB ? k : n, result, n, accumulate: false);
                }
            }
        }
    }
}
