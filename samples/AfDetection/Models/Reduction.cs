using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>Principal components, then a standard scaler, both fitted to training records alone.</summary>
/// <param name="Pca">Components.</param>
/// <param name="Scaler">Scaler of their coordinates.</param>
internal sealed record Reduction(Pca Pca, StandardScaler Scaler)
{
    /// <summary>Key of the fact by which the files of one fit know each other.</summary>
    public const string FitKey = "fit";

    private const string PcaName = "pca.safetensors";
    private const string ScalerName = "scaler.safetensors";

    /// <summary>A number of this fit: files of another one have another.</summary>
    public string Fit { get; } = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Pca.Mean)))[..16];

    /// <summary>Fits both.</summary>
    /// <param name="features">Training records.</param>
    /// <param name="share">Share of the variance that the components explain.</param>
    /// <param name="team">Threads.</param>
    /// <returns>The reduction, and the training records reduced.</returns>
    public static (Reduction Reduction, FeatureTable Reduced) Learn(FeatureTable features, double share, WorkerTeam team)
    {
        Pca pca = Pca.FitShare(features, share, team);
        FeatureTable coordinates = pca.Transform(features);
        Reduction reduction = new(pca, StandardScaler.Fit(coordinates));
        return (reduction, reduction.Scaler.Transform(coordinates));
    }

    /// <summary>Coordinates of records, scaled.</summary>
    public FeatureTable Apply(FeatureTable features) => Scaler.Transform(Pca.Transform(features));

    /// <summary>Writes both files.</summary>
    public void Save(string folder)
    {
        Dictionary<string, string> facts = new() { [FitKey] = Fit };
        PcaFile.Write(Path.Combine(folder, PcaName), Pca, facts);
        StandardScalerFile.Write(Path.Combine(folder, ScalerName), Scaler, facts);
    }

    /// <summary>Reads both files.</summary>
    /// <exception cref="SafeTensorsException">A file is damaged.</exception>
    /// <exception cref="UsageException">The files are not of one fit.</exception>
    public static Reduction Load(string folder)
    {
        string pca = Path.Combine(folder, PcaName);
        string scaler = Path.Combine(folder, ScalerName);
        Reduction reduction = new(PcaFile.Read(pca), StandardScalerFile.Read(scaler));
        reduction.RequireFit(pca);
        reduction.RequireFit(scaler);
        return reduction.Scaler.Mean.Count == reduction.Pca.Count
            ? reduction
            : throw new UsageException($"\"{scaler}\" scales {reduction.Scaler.Mean.Count} numbers, \"{pca}\" gives {reduction.Pca.Count}; train the model again.");
    }

    /// <summary>Refuses a file of another fit.</summary>
    public void RequireFit(string path)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        string? found = file.Metadata.GetValueOrDefault(FitKey);
        if (found != Fit)
        {
            throw new UsageException($"\"{path}\" is of the fit \"{found}\", the components beside it are of \"{Fit}\"; train the model again.");
        }
    }
}
