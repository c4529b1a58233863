using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>A classical classifier behind principal components and a scaler.</summary>
/// <param name="Reduction">Components and scaler.</param>
/// <param name="Classifier">The classifier of the reduced records.</param>
internal sealed record ClassicalModel(Reduction Reduction, Classifier Classifier) : IAfModel
{
    private const int GridFolds = 3;

    private static readonly double[] s_prices = [0.75, 1, 2];
    private static readonly double[] s_tolerances = [1e-3, 1e-4, 1e-5];

    /// <inheritdoc/>
    public double[] Scores(FeatureTable features) => Classifier.Scores(Reduction.Apply(features));

    /// <inheritdoc/>
    public void Save(string folder)
    {
        Reduction.Save(folder);
        string path = Path.Combine(folder, ModelFolder.ModelName);
        Dictionary<string, string> facts = new() { [Reduction.FitKey] = Reduction.Fit };
        switch (Classifier)
        {
            case KNearestNeighbors neighbors:
                NearestNeighborsFile.Write(path, neighbors, facts);
                break;
            case SupportVectorMachine machine:
                SvmFile.Write(path, machine, facts);
                break;
            case RandomForest forest:
                ForestFile.Write(path, forest, facts);
                break;
            default:
                throw new InvalidOperationException($"ClassicalModel: there is no file for a {Classifier.GetType().Name}.");
        }
    }

    /// <summary>Fits a classifier to reduced records.</summary>
    /// <param name="kind">Which one; not the network.</param>
    /// <param name="reduced">Training records after <see cref="Models.Reduction"/>.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="settings">Options.</param>
    /// <param name="team">Threads.</param>
    /// <returns>The classifier and a word on how it was fitted.</returns>
    public static (Classifier Classifier, string Note) Fit(ModelKind kind, FeatureTable reduced, int[] labels, AfSettings settings, WorkerTeam team)
    {
        switch (kind)
        {
            case ModelKind.Knn:
                return settings.Neighbors <= reduced.Rows
                    ? (KNearestNeighbors.Fit(reduced, labels, new NeighborOptions(settings.Neighbors)), $"{settings.Neighbors} neighbours")
                    : throw new UsageException($"--neighbors is {settings.Neighbors}, but there are {reduced.Rows} records to learn from; choose fewer.");
            case ModelKind.Rf:
                return (RandomForest.Fit(reduced, labels, new ForestOptions(settings.Trees, seed: settings.Seed), team), $"{settings.Trees} trees");
            case ModelKind.Csvm:
                int parts = Math.Clamp(settings.Parts, 1, Math.Max(reduced.Rows / 4, 1));
                SvmOptions options = settings.SearchGrid ? Search(reduced, labels, parts, settings.Seed) : new SvmOptions(gamma: 1.0 / reduced.Columns);
                SupportVectorMachine machine = CascadeSvm.Fit(reduced, labels, parts, options, seed: settings.Seed);
                return (machine, FormattableString.Invariant($"{options.Kernel} C {options.C} tolerance {options.Tolerance}, {parts} parts, {machine.SupportRows.Count} support vectors"));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), $"ClassicalModel: {kind} is no classical model.");
        }
    }

    /// <summary>The best of linear and radial kernels, three prices and three tolerances, by cross-validation within the training records.</summary>
    private static SvmOptions Search(FeatureTable reduced, int[] labels, int parts, ulong seed)
    {
        IEnumerable<SvmOptions> candidates =
            from kernel in (SvmKernel[])[SvmKernel.Linear, SvmKernel.Rbf]
            from price in s_prices
            from tolerance in s_tolerances
            select new SvmOptions(kernel, price, gamma: 1.0 / reduced.Columns, tolerance: tolerance);
        return GridSearch.Run(
            reduced,
            labels,
            DataSplits.Stratified(labels, GridFolds, seed),
            candidates,
            (options, train, own) => CascadeSvm.Fit(train, own, Math.Clamp(parts, 1, Math.Max(train.Rows / 4, 1)), options, seed: seed).Predict,
            counts => counts.Accuracy)[0].Options;
    }
}
