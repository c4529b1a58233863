using System.Diagnostics;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Models;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>Judges models by records that they have not seen.</summary>
internal static class FoldRunner
{
    /// <summary>Cross-validates models on the same folds: stratified, shuffled, by record. Components and scaler see the training part only.</summary>
    /// <param name="set">Records.</param>
    /// <param name="settings">Options.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <exception cref="UsageException">A class has fewer records than folds, or there are fewer training records than an option needs.</exception>
    /// <returns>A score per model, in the order asked for.</returns>
    public static IReadOnlyList<ModelScore> Run(FeatureSet set, AfSettings settings, TextWriter output)
    {
        RequireFolds(set, settings.Folds);
        using WorkerTeam team = new(settings.Threads);
        using StepProgress progress = new(output, "cross-validating, models", settings.Folds * settings.Models.Count);
        List<FoldScore>[] folds = [.. settings.Models.Select(_ => new List<FoldScore>())];
        float[][] scores = [.. settings.Models.Select(_ => new float[set.Labels.Length])];
        foreach (DataSplit split in DataSplits.Stratified(set.Labels, settings.Folds, settings.Seed))
        {
            FeatureTable train = set.Table.Select(split.Train);
            FeatureTable test = set.Table.Select(split.Test);
            int[] labels = set.LabelsOf(split.Train);
            Fold fold = new(train, test, labels);
            if (settings.Models.Any(kind => kind != ModelKind.Cnn))
            {
                (Reduction reduction, FeatureTable reduced) = Reduction.Learn(train, settings.Variance, team);
                fold = fold with { Reduced = reduced, ReducedTest = reduction.Apply(test) };
            }

            for (int i = 0; i < folds.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                (double[] own, string note) = Score(settings.Models[i], fold, settings, team);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                int components = settings.Models[i] == ModelKind.Cnn ? 0 : fold.Reduced!.Columns;
                folds[i].Add(new FoldScore(Count(own, split.Test, set.Labels, scores[i]), components, note, seconds));
                progress.Step();
            }
        }

        return [.. settings.Models.Select((kind, i) => new ModelScore(kind, folds[i], scores[i], set.Labels))];
    }

    /// <summary>Refuses more folds than the smaller class has records.</summary>
    public static void RequireFolds(FeatureSet set, int folds)
    {
        int least = Math.Min(set.Count(AfClass.Fibrillation), set.Count(AfClass.Normal));
        if (folds > least)
        {
            throw new UsageException($"{set.Source} has {set.Count(AfClass.Fibrillation)} usable records of AF and {set.Count(AfClass.Normal)} normal ones, too few for {folds} folds; "
                + (least < 2 ? "at least 2 of each are needed." : $"choose --folds from 2 to {least}."));
        }
    }

    private static (double[] Scores, string Note) Score(ModelKind kind, Fold fold, AfSettings settings, WorkerTeam team)
    {
        if (kind == ModelKind.Cnn)
        {
            CnnModel network = CnnModel.Fit(fold.Train, fold.Labels, settings, Device.CpuWithThreads(settings.Threads), progress: null);
            return (network.Scores(fold.Test), $"{network.Network.Parameters.TrainedParameters} parameters");
        }

        (Classifier classifier, string note) = ClassicalModel.Fit(kind, fold.Reduced!, fold.Labels, settings, team);
        return (classifier.Scores(fold.ReducedTest!), note);
    }

    /// <summary>Counts the predictions, and keeps how much each record was favoured as AF.</summary>
    private static ConfusionMatrix Count(double[] scores, int[] rows, int[] labels, float[] kept)
    {
        ConfusionMatrix confusion = new(AfClass.Names.Count, AfClass.Names);
        for (int i = 0; i < rows.Length; i++)
        {
            double margin = scores[2 * i] - scores[(2 * i) + 1];
            kept[rows[i]] = (float)margin;
            confusion.Add(labels[rows[i]], margin >= 0 ? AfClass.Fibrillation : AfClass.Normal);
        }

        return confusion;
    }

    private sealed record Fold(FeatureTable Train, FeatureTable Test, int[] Labels)
    {
        public FeatureTable? Reduced { get; init; }

        public FeatureTable? ReducedTest { get; init; }
    }
}
