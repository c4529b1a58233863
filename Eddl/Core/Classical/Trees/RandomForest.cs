using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A forest of decision trees, each grown on its own draw of samples and features; its probabilities are the mean of the trees'.</summary>
/// <remarks>Breiman, "Random Forests", Machine Learning 45, 2001. Trees are grown side by side; every draw is named by seed, tree and position, so the
/// forest is the same for any number of threads.</remarks>
public sealed class RandomForest : Classifier
{
    private const int RowsPerPart = 64;

    private readonly DecisionTree[] _trees;

    internal RandomForest(DecisionTree[] trees, double[] importance, int classes, int features, double? outOfBagAccuracy)
        : base(classes, features)
    {
        _trees = trees;
        Importance = importance;
        OutOfBagAccuracy = outOfBagAccuracy;
    }

    /// <summary>Number of trees.</summary>
    public int TreeCount => _trees.Length;

    /// <summary>Share of each feature in the decrease of impurity, mean of the trees; they add up to 1, or are all 0 where no tree has a decision.</summary>
    public IReadOnlyList<double> Importance { get; }

    /// <summary>Share of right classes of training samples by the trees that did not see them; null without bootstrap or after a merge.</summary>
    public double? OutOfBagAccuracy { get; }

    /// <summary>The trees.</summary>
    internal ReadOnlySpan<DecisionTree> Trees => _trees;

    /// <summary>Grows a forest.</summary>
    /// <param name="samples"><c>[samples, features]</c>; no scaling is needed.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="options">How it is grown; null for defaults.</param>
    /// <param name="team">Threads; null for <see cref="WorkerTeam.Default"/>.</param>
    /// <exception cref="ShapeException">There are not as many labels as samples, or none.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or a label is negative.</exception>
    public static RandomForest Fit(FeatureTable samples, ReadOnlySpan<int> labels, ForestOptions? options = null, WorkerTeam? team = null)
    {
        options ??= new ForestOptions();
        int classes = TrainingLabels.Check("RandomForest", samples, labels);
        GrowJob job = new(new FeatureBins(samples, options.Bins), labels.ToArray(), TrainingLabels.Weights(labels, classes, options.Weighting), options);
        (team ?? WorkerTeam.Default).Run(ref job, options.Trees);
        double? accuracy = options.Bootstrap ? OutOfBag(samples, labels, classes, job.Trees, job.Seen) : null;
        return new RandomForest(job.Trees, MeanImportance(job.Importance, samples.Columns), classes, samples.Columns, accuracy);
    }

    /// <summary>Joins forests: the trees of all, as if one forest had grown them. Used to learn where the data lie and share models only.</summary>
    /// <param name="forests">At least one forest, all of the same features.</param>
    /// <exception cref="ShapeException">The forests have other numbers of features or classes.</exception>
    public static RandomForest Merge(params IReadOnlyList<RandomForest> forests)
    {
        ArgumentNullException.ThrowIfNull(forests);
        ArgumentOutOfRangeException.ThrowIfZero(forests.Count);
        foreach (RandomForest forest in forests)
        {
            if (forest.Features != forests[0].Features || forest.Classes != forests[0].Classes)
            {
                throw new ShapeException($"RandomForest.Merge: a forest of {forest.Features} features and {forest.Classes} classes cannot join one of {forests[0].Features} and {forests[0].Classes}.");
            }
        }

        double[] importance = new double[forests[0].Features];
        int trees = forests.Sum(forest => forest.TreeCount);
        foreach (RandomForest forest in forests)
        {
            for (int feature = 0; feature < importance.Length; feature++)
            {
                importance[feature] += forest.Importance[feature] * forest.TreeCount / trees;
            }
        }

        return new RandomForest([.. forests.SelectMany(forest => forest._trees)], importance, forests[0].Classes, forests[0].Features, outOfBagAccuracy: null);
    }

    /// <summary>Class probabilities.</summary>
    /// <inheritdoc/>
    public override double[] Scores(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns("RandomForest", Features);
        samples.RequireFinite("RandomForest");
        double[] scores = new double[samples.Rows * Classes];
        ScoreJob job = new(this, samples, scores);
        WorkerTeam.Default.Run(ref job, (samples.Rows + RowsPerPart - 1) / RowsPerPart);
        return scores;
    }

    private static double[] MeanImportance(double[][] ofTrees, int features)
    {
        double[] importance = new double[features];
        foreach (double[] tree in ofTrees)
        {
            double sum = tree.Sum();
            for (int feature = 0; feature < features && sum > 0; feature++)
            {
                importance[feature] += tree[feature] / sum;
            }
        }

        double all = importance.Sum();
        return all > 0 ? [.. importance.Select(value => value / all)] : importance;
    }

    private static double? OutOfBag(FeatureTable samples, ReadOnlySpan<int> labels, int classes, DecisionTree[] trees, bool[][] seen)
    {
        int counted = 0;
        int right = 0;
        double[] votes = new double[classes];
        for (int row = 0; row < samples.Rows; row++)
        {
            Array.Clear(votes);
            for (int tree = 0; tree < trees.Length; tree++)
            {
                if (!seen[tree][row])
                {
                    Add(trees[tree], samples.Row(row), votes, 1);
                }
            }

            if (votes.Max() > 0)
            {
                counted++;
                right += Array.IndexOf(votes, votes.Max()) == labels[row] ? 1 : 0;
            }
        }

        return counted > 0 ? (double)right / counted : null;
    }

    private static void Add(DecisionTree tree, ReadOnlySpan<double> sample, Span<double> score, double factor)
    {
        ReadOnlySpan<double> leaf = tree.Probabilities.AsSpan(tree.FindLeaf(sample), score.Length);
        for (int label = 0; label < score.Length; label++)
        {
            score[label] += leaf[label] * factor;
        }
    }

    private readonly struct GrowJob(FeatureBins bins, int[] labels, double[] weights, ForestOptions options) : IParallelJob
    {
        public DecisionTree[] Trees { get; } = new DecisionTree[options.Trees];

        public double[][] Importance { get; } = new double[options.Trees][];

        public bool[][] Seen { get; } = new bool[options.Trees][];

        public void Execute(int part)
        {
            TreeGrower grower = new(bins, labels, weights, options, part);
            Trees[part] = grower.Grow();
            Importance[part] = grower.Importance;
            bool[] seen = new bool[grower.Counts.Length];
            for (int row = 0; row < seen.Length; row++)
            {
                seen[row] = grower.Counts[row] > 0;
            }

            Seen[part] = seen;
        }
    }

    private readonly struct ScoreJob(RandomForest forest, FeatureTable samples, double[] scores) : IParallelJob
    {
        public void Execute(int part)
        {
            int end = Math.Min(samples.Rows, (part + 1) * RowsPerPart);
            for (int row = part * RowsPerPart; row < end; row++)
            {
                Span<double> score = scores.AsSpan(row * forest.Classes, forest.Classes);
                foreach (DecisionTree tree in forest._trees)
                {
                    Add(tree, samples.Row(row), score, 1.0 / forest._trees.Length);
                }
            }
        }
    }
}
