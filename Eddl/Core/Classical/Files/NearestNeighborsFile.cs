namespace DeepHealth.Eddl;

/// <summary>Stores nearest neighbours, which are their training set, as tensors in a safetensors file.</summary>
/// <remarks>The tensors are <c>samples [samples · features]</c>, Float64, and <c>labels [samples]</c>, Int32.</remarks>
public static class NearestNeighborsFile
{
    private const string Kind = "deephealth.neighbors.1";
    private const string Distance = "distance";
    private const string Uniform = "uniform";

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="model">The model.</param>
    /// <param name="metadata">Further facts; the keys <c>kind</c>, <c>samples</c>, <c>features</c>, <c>classes</c>, <c>neighbors</c> and <c>vote</c> are taken.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, KNearestNeighbors model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelTensors.Write(
            path,
            Kind,
            metadata,
            [
                ModelTensors.Fact("samples", model.Samples.Rows),
                ModelTensors.Fact("features", model.Features),
                ModelTensors.Fact("classes", model.Classes),
                ModelTensors.Fact("neighbors", model.Options.Count),
                ("vote", model.Options.ByDistance ? Distance : Uniform),
            ],
            ModelTensors.Named("samples", model.Samples.Values),
            ModelTensors.Named("labels", model.Labels));
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A file written by <see cref="Write"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, holds no neighbours, or values that do not fit each other or are not finite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KNearestNeighbors Read(string path)
    {
        using ModelTensors file = ModelTensors.Open("NearestNeighborsFile", path, Kind);
        int rows = file.Number("samples", least: 1);
        int features = file.Number("features", least: 1);
        int classes = file.Number("classes", least: 2);
        int count = file.Number("neighbors", least: 1);
        string? vote = file.Text("vote");
        if (count > rows || vote is not (Distance or Uniform))
        {
            throw file.Refuse($"asks {count} neighbours of {rows} samples to vote by \"{vote}\"; there must be as many, and the vote be \"{Uniform}\" or \"{Distance}\"");
        }

        FeatureTable samples = new(rows, features, file.Finite("samples", (long)rows * features));
        return new KNearestNeighbors(samples, file.Within("labels", rows, 0, classes - 1), classes, new NeighborOptions(count, vote == Distance));
    }
}
