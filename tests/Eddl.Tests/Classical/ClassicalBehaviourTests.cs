using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ClassicalBehaviourTests
{
    [Fact]
    public void A_forest_is_the_same_for_any_number_of_threads()
    {
        (FeatureTable samples, int[] labels) = Rings(400);
        double[][] scores = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using WorkerTeam team = new(threads, pin: false);
            return RandomForest.Fit(samples, labels, new ForestOptions(trees: 20, seed: 3), team).Scores(samples);
        })];
        Assert.Equal(scores[0], scores[1]);
        Assert.Equal(scores[0], scores[2]);
    }

    [Fact]
    public void A_merged_forest_holds_the_trees_of_all()
    {
        (FeatureTable samples, int[] labels) = Rings(300);
        RandomForest first = RandomForest.Fit(samples, labels, new ForestOptions(trees: 10, seed: 1));
        RandomForest second = RandomForest.Fit(samples, labels, new ForestOptions(trees: 30, seed: 2));
        RandomForest merged = RandomForest.Merge(first, second);
        Assert.Equal(40, merged.TreeCount);
        double[] a = first.Scores(samples);
        double[] b = second.Scores(samples);
        double[] both = merged.Scores(samples);
        for (int i = 0; i < both.Length; i++)
        {
            Assert.Equal((0.25 * a[i]) + (0.75 * b[i]), both[i], 1e-12);
        }
    }

    [Fact]
    public void A_forest_survives_its_file()
    {
        (FeatureTable samples, int[] labels) = Rings(200);
        RandomForest forest = RandomForest.Fit(samples, labels, new ForestOptions(trees: 7));
        using TemporaryFile path = new();
        ForestFile.Write(path, forest);
        RandomForest read = ForestFile.Read(path);
        Assert.Equal(forest.Scores(samples), read.Scores(samples));
        Assert.Equal(forest.Importance, read.Importance);
    }

    [Fact]
    public void A_forest_file_whose_nodes_lead_nowhere_is_refused()
    {
        using TemporaryFile path = new();
        DecisionTree loop = new([0, -1, -1], [0.5, 0, 0], [0, 0, 2], [1, 0, 0, 1]);
        ForestFile.Write(path, new RandomForest([loop], [1], classes: 2, features: 1, outOfBagAccuracy: null));
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => ForestFile.Read(path));
        Assert.Contains("node 0 of tree 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_trees_hold()
    {
        (FeatureTable samples, int[] labels) = Rings(300);
        ForestOptions stumps = new(trees: 5, maximumDepth: 1);
        foreach (DecisionTree tree in RandomForest.Fit(samples, labels, stumps).Trees)
        {
            Assert.Equal(3, tree.Features.Length);
        }

        ForestOptions large = new(trees: 5, minimumLeaf: 60, bootstrap: false);
        foreach (DecisionTree tree in RandomForest.Fit(samples, labels, large).Trees)
        {
            int[] sizes = new int[tree.Probabilities.Length];
            for (int row = 0; row < samples.Rows; row++)
            {
                sizes[tree.FindLeaf(samples.Row(row))]++;
            }

            Assert.All(sizes.Where(size => size > 0), size => Assert.InRange(size, 60, 300));
        }
    }

    [Fact]
    public void Quantile_bins_split_many_values_about_evenly()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => Math.Exp(i / 1000.0))];
        FeatureBins bins = new(new FeatureTable(10_000, 1, values), 99);
        Assert.Equal(99, bins.Borders[0].Length);
        Assert.All(bins.Column(0).ToArray().CountBy(bin => bin), pair => Assert.InRange(pair.Value, 99, 101));
    }

    [Fact]
    public void Folds_test_every_sample_once_and_keep_groups_together()
    {
        int[] labels = [.. Enumerable.Range(0, 103).Select(i => i % 10 == 0 ? 1 : 0)];
        string[] groups = [.. Enumerable.Range(0, 103).Select(i => $"patient {i / 7}")];
        IReadOnlyList<DataSplit>[] all = [DataSplits.Folds(103, 5), DataSplits.Folds(103, 5, seed: 1), DataSplits.Stratified(labels, 5, seed: 1), DataSplits.Grouped(groups, 5, labels)];
        foreach (IReadOnlyList<DataSplit> splits in all)
        {
            Assert.Equal(Enumerable.Range(0, 103), splits.SelectMany(split => split.Test).Order());
            Assert.All(splits, split => Assert.Equal(103, split.Train.Length + split.Test.Length));
            Assert.All(splits, split => Assert.Empty(split.Train.Intersect(split.Test)));
        }

        Assert.All(all[3], split => Assert.Empty(split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row]))));
        Assert.All(all[2], split => Assert.InRange(split.Test.Count(row => labels[row] == 1), 2, 3));
        Assert.Equal(all[1].SelectMany(split => split.Test), DataSplits.Folds(103, 5, seed: 1).SelectMany(split => split.Test));
    }

    [Fact]
    public void Grid_search_prefers_the_kernel_that_can_bend()
    {
        (FeatureTable samples, int[] labels) = Rings(200);
        IReadOnlyList<GridPoint<SvmOptions>> points = GridSearch.Run(
            samples, labels, DataSplits.Stratified(labels, 4, seed: 2), [new SvmOptions(SvmKernel.Linear), new SvmOptions(SvmKernel.Rbf)],
            (options, train, trainLabels) => SupportVectorMachine.Fit(train, trainLabels, options).Predict, counts => counts.Accuracy);
        Assert.Equal(SvmKernel.Rbf, points[0].Options.Kernel);
        Assert.True(points[0].Mean > 0.95);
        Assert.True(points[1].Mean < 0.75);
    }

    [Fact]
    public void Components_of_fewer_samples_than_features_restore_the_samples()
    {
        RandomSequence random = new(5, 1);
        FeatureTable samples = new(6, 40, [.. Enumerable.Range(0, 240).Select(i => random.Normal(i))]);
        Pca pca = Pca.Fit(samples, 5);
        FeatureTable back = pca.Inverse(pca.Transform(samples));
        for (int i = 0; i < 240; i++)
        {
            Assert.Equal(samples.Values[i], back.Values[i], 1e-9);
        }

        Assert.Equal(pca.TotalVariance, pca.Variances.Sum(), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    public void Eigenvectors_diagonalise(int size)
    {
        RandomSequence random = new(8, (uint)size);
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * size) + j] = matrix[(j * size) + i] = random.Normal((i * size) + j);
            }
        }

        SymmetricEigen eigen = new((double[])matrix.Clone(), size);
        for (int i = 0; i < size; i++)
        {
            for (int row = 0; row < size; row++)
            {
                double product = Enumerable.Range(0, size).Sum(column => matrix[(row * size) + column] * eigen.Vectors[(i * size) + column]);
                Assert.Equal(eigen.Values[i] * eigen.Vectors[(i * size) + row], product, 1e-12 * size);
            }
        }
    }

    [Fact]
    public void Wrong_calls_name_both_values()
    {
        (FeatureTable samples, int[] labels) = Rings(40);
        Assert.Contains("39 labels for 40 samples", Assert.Throws<ShapeException>(() => RandomForest.Fit(samples, labels.AsSpan(0, 39))).Message, StringComparison.Ordinal);
        Assert.Contains("3 features", Assert.Throws<ShapeException>(() => RandomForest.Fit(samples, labels).Predict(new FeatureTable(1, 3, new double[3]))).Message, StringComparison.Ordinal);
        double[] broken = samples.Values.ToArray();
        broken[5] = double.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(new FeatureTable(40, 2, broken, ["left", "right"]), labels));
        Assert.Contains("sample 2, feature 1 \"right\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("50 neighbours of 40", Assert.Throws<ArgumentException>(() => KNearestNeighbors.Fit(samples, labels, new NeighborOptions(50))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SupportVectorMachine.Fit(samples, new int[40]));
        Assert.Throws<ArgumentException>(() => Pca.Fit(samples, 3));
        Assert.Throws<ArgumentException>(() => DataSplits.Folds(3, 4));
        Assert.Throws<ArgumentException>(() => CascadeSvm.Fit(samples, labels, 11));
    }

    /// <summary>A disc and a ring around it.</summary>
    private static (FeatureTable Samples, int[] Labels) Rings(int count)
    {
        RandomSequence random = new(1, 7);
        double[] values = new double[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            double radius = labels[i] + (0.8 * random.UniformDouble(2 * i));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.UniformDouble((2 * i) + 1));
            values[2 * i] = radius * cosine;
            values[(2 * i) + 1] = radius * sine;
        }

        return (new FeatureTable(count, 2, values), labels);
    }
}
