using System.Text.Json;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Pipeline;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Finds the forest by grid search over patients, and judges it by patients that no search has seen.</summary>
internal static class ForestTraining
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Trains and writes model and figures, unless they are there and of the same input.</summary>
    /// <returns>Whether it was trained.</returns>
    public static bool Run(Workspace workspace, TrainOptions options, int workers)
    {
        if (!File.Exists(workspace.Dataset))
        {
            throw new UsageException($"There is no \"{workspace.Dataset}\"; run dataset first.");
        }

        string key = Stamp.Key("train 1", options.ToString(), Stamp.HashOf(workspace.Dataset));
        if (Stamp.IsCurrent(workspace.Model, key) && File.Exists(workspace.TrainingMetrics))
        {
            return false;
        }

        using WorkerTeam team = new(workers, pin: false);
        ExamRows data = ExamRows.Read(workspace.Dataset);
        if (!data.Labels.Contains(1) || !data.Labels.Contains(0))
        {
            throw new UsageException($"All {data.Rows} rows of the data set have the label {(data.Labels.Contains(1) ? 1 : 0)}; seizures and background are both needed.");
        }

        DataSplit split = PatientSplit.Of(data, options.TestShare);
        MissingValues missing = options.IsSentinel ? MissingValues.Mark(DatasetTable.Features.Length) : MissingValues.Median(data, split.Train);
        FeatureTable train = missing.Fill(data, split.Train);
        int[] labels = [.. split.Train.Select(row => data.Labels[row])];
        string[] patients = [.. split.Train.Select(row => data.Patients[row])];
        int folds = Math.Min(options.Folds, patients.Distinct().Count());
        IReadOnlyList<GridPoint<ForestOptions>> grid = folds < 2
            ? []
            : GridSearch.Run(
                train, labels, DataSplits.Grouped(patients, folds, labels), Candidates(options),
                (candidate, samples, classes) => RandomForest.Fit(samples, classes, candidate, team).Predict, counts => double.IsFinite(counts.F1(1)) ? counts.F1(1) : 0);
        ForestOptions best = grid.Count > 0 ? grid[0].Options : Candidates(options).First();
        RandomForest forest = RandomForest.Fit(train, labels, best, team);
        string[] unseen = [.. split.Test.Select(row => data.Patients[row]).Distinct().Order(StringComparer.Ordinal)];
        WriteMetrics(workspace.TrainingMetrics, data, split, options, grid, best, forest, missing.Fill(data, split.Test));
        new TrainedForest(forest, missing, unseen).Write(workspace.Model);
        Stamp.Write(workspace.Model, key);
        return true;
    }

    private static IEnumerable<ForestOptions> Candidates(TrainOptions options)
    {
        int[] leaves = options.IsWholeGrid ? [1, 2, 3, 4] : [1, 4];
        int[] depths = options.IsWholeGrid ? [11, 12, 13, 14, 15] : [6, 11, 15];
        int[] trees = options.IsWholeGrid ? [15, 16, 17, 18, 19] : [19];
        return from leaf in leaves
               from depth in depths
               from count in trees
               select new ForestOptions(trees: count, maximumDepth: depth, minimumLeaf: leaf, seed: options.Seed);
    }

    private static void WriteMetrics(
        string path, ExamRows data, DataSplit split, TrainOptions options, IReadOnlyList<GridPoint<ForestOptions>> grid, ForestOptions best, RandomForest forest, FeatureTable test)
    {
        int[] truth = [.. split.Test.Select(row => data.Labels[row])];
        ConfusionMatrix counts = forest.Evaluate(test, truth);
        float[] scores = [.. forest.Scores(test).Where((_, i) => i % 2 == 1).Select(score => (float)score)];
        object Point(ForestOptions candidate) => new { trees = candidate.Trees, maximumDepth = candidate.MaximumDepth, minimumLeaf = candidate.MinimumLeaf };
        var document = new
        {
            trainPatients = split.Train.Select(row => data.Patients[row]).Distinct().Order(StringComparer.Ordinal),
            testPatients = split.Test.Select(row => data.Patients[row]).Distinct().Order(StringComparer.Ordinal),
            trainRows = split.Train.Length,
            testRows = split.Test.Length,
            missing = options.IsSentinel ? "-999" : "median of the training patients",
            best = Point(best),
            grid = grid.Select(point => new { options = Point(point.Options), meanF1 = point.Mean, deviation = point.Deviation }),
            accuracy = counts.Accuracy,
            precision = counts.Precision(1),
            recall = counts.Recall(1),
            f1 = counts.F1(1),
            rocAuc = RocCurve.FromScores(scores, [.. truth.Select(label => label == 1)]).Area,
            truePositives = counts[1, 1],
            falsePositives = counts[0, 1],
            falseNegatives = counts[1, 0],
            trueNegatives = counts[0, 0],
            importance = DatasetTable.Features.Zip(forest.Importance).OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First, StringComparer.Ordinal).Take(10)
                .ToDictionary(pair => pair.First, pair => pair.Second),
        };
        AtomicFile.WriteText(path, JsonSerializer.Serialize(document, s_json) + "\n");
    }
}
