using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Models;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>Learns where the records lie: every institution grows a forest on its own records, and only the forests are merged.</summary>
/// <remarks>Trees can be merged only where they speak of the same features: the first institution fits components and scaler to its own records and hands
/// these to the others, so that no record leaves its place.</remarks>
internal static class Federation
{
    // One fifth of the records judges.
    private const int JudgingFolds = 5;

    /// <summary>Deals records to institutions, grows their forests, merges and judges them.</summary>
    /// <param name="set">Records.</param>
    /// <param name="settings">Options: institutions, trees, variance, seed, threads.</param>
    /// <exception cref="UsageException">There are too few records.</exception>
    /// <returns>The merged model, and what each forest is worth.</returns>
    public static (ClassicalModel Model, FederatedScore Score) Run(FeatureSet set, AfSettings settings)
    {
        int least = JudgingFolds + (2 * settings.Institutions);
        if (Math.Min(set.Count(AfClass.Fibrillation), set.Count(AfClass.Normal)) < least)
        {
            throw new UsageException($"{set.Source} has {set.Count(AfClass.Fibrillation)} usable records of AF and {set.Count(AfClass.Normal)} normal ones; {settings.Institutions} institutions and the records that judge need {least} of each.");
        }

        using WorkerTeam team = new(settings.Threads);
        DataSplit split = DataSplits.Stratified(set.Labels, JudgingFolds, settings.Seed)[0];
        int[][] dealt = [.. DataSplits.Stratified(set.LabelsOf(split.Train), settings.Institutions, settings.Seed).Select(part => Array.ConvertAll(part.Test, place => split.Train[place]))];
        (Reduction reduction, FeatureTable first) = Reduction.Learn(set.Table.Select(dealt[0]), settings.Variance, team);
        FeatureTable judging = reduction.Apply(set.Table.Select(split.Test));
        int[] truths = set.LabelsOf(split.Test);
        RandomForest[] forests = new RandomForest[dealt.Length];
        for (int i = 0; i < forests.Length; i++)
        {
            FeatureTable own = i == 0 ? first : reduction.Apply(set.Table.Select(dealt[i]));
            forests[i] = RandomForest.Fit(own, set.LabelsOf(dealt[i]), new ForestOptions(settings.Trees, seed: settings.Seed + (ulong)i), team);
        }

        RandomForest merged = RandomForest.Merge(forests);
        RandomForest central = RandomForest.Fit(
            reduction.Apply(set.Table.Select(split.Train)), set.LabelsOf(split.Train), new ForestOptions(merged.TreeCount, seed: settings.Seed), team);
        FederatedScore score = new(
            [.. dealt.Select(rows => rows.Length)],
            [.. forests.Select(forest => forest.Evaluate(judging, truths))],
            merged.Evaluate(judging, truths),
            central.Evaluate(judging, truths),
            merged.TreeCount);
        return (new ClassicalModel(reduction, merged), score);
    }
}
