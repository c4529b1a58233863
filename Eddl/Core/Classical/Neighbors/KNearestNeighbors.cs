using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gives a sample the class that most of the nearest training samples have, by Euclidean distance.</summary>
/// <remarks>Cover and Hart, "Nearest Neighbor Pattern Classification", IEEE Transactions on Information Theory 13, 1967. All distances are computed.
/// Of equally far samples the earlier one is nearer; of equally favoured classes the first wins. Scores are shares of the vote.</remarks>
public sealed class KNearestNeighbors : Classifier
{
    private const int RowsPerPart = 16;

    private readonly FeatureTable _samples;
    private readonly int[] _labels;

    internal KNearestNeighbors(FeatureTable samples, int[] labels, int classes, NeighborOptions options)
        : base(classes, samples.Columns)
    {
        _samples = samples;
        _labels = labels;
        Options = options;
    }

    /// <summary>How neighbours vote.</summary>
    public NeighborOptions Options { get; }

    /// <summary>The training set.</summary>
    internal FeatureTable Samples => _samples;

    /// <summary>Class of each of its samples.</summary>
    internal ReadOnlySpan<int> Labels => _labels;

    /// <summary>Keeps a training set.</summary>
    /// <param name="samples"><c>[samples, features]</c>; kept, not copied.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="options">How neighbours vote; null for defaults.</param>
    /// <exception cref="ShapeException">There are not as many labels as samples, or none.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite, a label is negative, or there are fewer samples than neighbours.</exception>
    public static KNearestNeighbors Fit(FeatureTable samples, ReadOnlySpan<int> labels, NeighborOptions? options = null)
    {
        options ??= new NeighborOptions();
        int classes = TrainingLabels.Check("KNearestNeighbors", samples, labels);
        if (options.Count > samples.Rows)
        {
            throw new ArgumentException($"KNearestNeighbors: {options.Count} neighbours of {samples.Rows} samples.", nameof(options));
        }

        return new KNearestNeighbors(samples, labels.ToArray(), classes, options);
    }

    /// <inheritdoc/>
    public override double[] Scores(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns("KNearestNeighbors", Features);
        samples.RequireFinite("KNearestNeighbors");
        double[] scores = new double[samples.Rows * Classes];
        RowJob job = new(this, samples, scores);
        WorkerTeam.Default.Run(ref job, (samples.Rows + RowsPerPart - 1) / RowsPerPart);
        return scores;
    }

    private void Score(ReadOnlySpan<double> sample, Span<double> score, Span<double> distances, Span<int> nearest)
    {
        int found = 0;
        for (int row = 0; row < _samples.Rows; row++)
        {
            double distance = VectorLoops.SquaredDistance(sample, _samples.Row(row));
            if (found == nearest.Length && distance >= distances[found - 1])
            {
                continue;
            }

            // Insertion into the sorted few; an equal one stays in front.
            int at = found < nearest.Length ? found++ : found - 1;
            while (at > 0 && distances[at - 1] > distance)
            {
                distances[at] = distances[at - 1];
                nearest[at] = nearest[at - 1];
                at--;
            }

            distances[at] = distance;
            nearest[at] = row;
        }

        Vote(score, distances, nearest);
    }

    private void Vote(Span<double> score, ReadOnlySpan<double> distances, ReadOnlySpan<int> nearest)
    {
        // A training sample that is met exactly outvotes all others.
        bool isMet = Options.ByDistance && distances[0] == 0;
        double total = 0;
        for (int i = 0; i < nearest.Length; i++)
        {
            double weight = !Options.ByDistance ? 1 : isMet ? (distances[i] == 0 ? 1 : 0) : 1 / Math.Sqrt(distances[i]);
            score[_labels[nearest[i]]] += weight;
            total += weight;
        }

        foreach (ref double share in score)
        {
            share /= total;
        }
    }

    private readonly struct RowJob(KNearestNeighbors model, FeatureTable samples, double[] scores) : IParallelJob
    {
        public void Execute(int part)
        {
            double[] distances = new double[model.Options.Count];
            int[] nearest = new int[model.Options.Count];
            int end = Math.Min(samples.Rows, (part + 1) * RowsPerPart);
            for (int row = part * RowsPerPart; row < end; row++)
            {
                model.Score(samples.Row(row), scores.AsSpan(row * model.Classes, model.Classes), distances, nearest);
            }
        }
    }
}
