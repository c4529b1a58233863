using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Models;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>Fits models to all records of a set, for use on others.</summary>
internal static class ModelTrainer
{
    /// <summary>Fits the models asked for and writes each to <c>models/NAME</c> in the output folder.</summary>
    /// <param name="set">Records.</param>
    /// <param name="settings">Options.</param>
    /// <param name="output">Where progress is shown.</param>
    public static void Run(FeatureSet set, AfSettings settings, TextWriter output)
    {
        using WorkerTeam team = new(settings.Threads);
        (Reduction Reduction, FeatureTable Reduced)? reduced = settings.Models.Any(kind => kind != ModelKind.Cnn) ? Reduction.Learn(set.Table, settings.Variance, team) : null;
        foreach (ModelKind kind in settings.Models)
        {
            IAfModel model;
            string note;
            if (kind == ModelKind.Cnn)
            {
                CnnModel network = CnnModel.Fit(set.Table, set.Labels, settings, Device.CpuWithThreads(settings.Threads), output);
                (model, note) = (network, $"{network.Network.Parameters.TrainedParameters} parameters");
            }
            else
            {
                (Reduction reduction, FeatureTable table) = reduced!.Value;
                (Classifier classifier, note) = ClassicalModel.Fit(kind, table, set.Labels, settings, team);
                (model, note) = (new ClassicalModel(reduction, classifier), $"{reduction.Pca.Count} components, {note}");
            }

            string folder = Save(model, settings, kind.ToString());
            output.WriteLine($"{ModelScore.NameOf(kind)}: {note}; {folder}");
        }
    }

    /// <summary>Writes a model to <c>models/NAME</c>.</summary>
    /// <returns>The folder.</returns>
    public static string Save(IAfModel model, AfSettings settings, string name)
    {
        string folder = Path.Combine(settings.Output, "models", name.ToLowerInvariant());
        Directory.CreateDirectory(folder);
        model.Save(folder);
        return folder;
    }
}
