namespace DeepHealth.Eddl;

/// <summary>Stores principal components as tensors in a safetensors file.</summary>
/// <remarks>The tensors are <c>mean [features]</c>, <c>variances [components]</c>, <c>total [1]</c> and <c>directions [components · features]</c>, all Float64.</remarks>
public static class PcaFile
{
    private const string Kind = "deephealth.pca.1";

    /// <summary>Writes components, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="pca">The components.</param>
    /// <param name="metadata">Further facts; the keys <c>kind</c>, <c>components</c> and <c>features</c> are taken.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Pca pca, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(pca);
        ModelTensors.Write(
            path,
            Kind,
            metadata,
            [ModelTensors.Fact("components", pca.Count), ModelTensors.Fact("features", pca.Features)],
            ModelTensors.Named("mean", pca.Mean),
            ModelTensors.Named<double>("variances", [.. pca.Variances]),
            ModelTensors.Named<double>("total", [pca.TotalVariance]),
            ModelTensors.Named("directions", pca.Directions));
    }

    /// <summary>Reads components.</summary>
    /// <param name="path">A file written by <see cref="Write"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, holds no components, or values that do not fit each other or are not finite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Pca Read(string path)
    {
        using ModelTensors file = ModelTensors.Open("PcaFile", path, Kind);
        int components = file.Number("components", least: 1);
        int features = file.Number("features", least: 1);
        return new Pca(
            file.Finite("mean", features), file.Finite("directions", (long)components * features), file.Finite("variances", components), file.Finite("total", 1)[0]);
    }
}
