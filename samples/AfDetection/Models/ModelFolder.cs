using DeepHealth.Eddl;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>Reads models from their folders.</summary>
internal static class ModelFolder
{
    /// <summary>The file of the classifier itself.</summary>
    public const string ModelName = "model.safetensors";

    /// <summary>Reads a model.</summary>
    /// <param name="folder">A folder that <see cref="IAfModel.Save"/> wrote.</param>
    /// <exception cref="UsageException">There is no model of this program, or its files do not belong together.</exception>
    /// <exception cref="SafeTensorsException">A file is damaged.</exception>
    public static IAfModel Load(string folder)
    {
        string path = Path.Combine(folder, ModelName);
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no model \"{path}\"; train one first (verb train), or name its folder with --model.");
        }

        IReadOnlyDictionary<string, string> metadata;
        using (SafeTensorsFile file = SafeTensorsFile.Open(path))
        {
            metadata = file.Metadata;
        }

        if (metadata.GetValueOrDefault("format") == CnnModel.Format)
        {
            return CnnModel.Load(path, metadata);
        }

        Reduction reduction = Reduction.Load(folder);
        reduction.RequireFit(path);
        string kind = metadata.GetValueOrDefault("kind", "");
        Classifier classifier = kind.Split('.') switch
        {
            [_, "neighbors", _] => NearestNeighborsFile.Read(path),
            [_, "svm", _] => SvmFile.Read(path),
            [_, "forest", _] => ForestFile.Read(path),
            _ => throw new UsageException($"\"{path}\" is of the kind \"{kind}\", which is no model of this program."),
        };
        return reduction.Pca.Features == LogSpectrogram.FeatureCount && classifier.Features == reduction.Pca.Count && classifier.Classes == AfClass.Names.Count
            ? new ClassicalModel(reduction, classifier)
            : throw new UsageException(
                $"The model in \"{folder}\" reduces {reduction.Pca.Features} features to {reduction.Pca.Count} for a classifier of {classifier.Features} and {classifier.Classes} classes; "
                + $"{LogSpectrogram.FeatureCount} features and {AfClass.Names.Count} classes are needed.");
    }
}
