namespace DeepHealth.Eddl;

/// <summary>Stores a standard scaler as tensors in a safetensors file.</summary>
/// <remarks>The tensors are <c>mean [features]</c> and <c>deviation [features]</c>, both Float64.</remarks>
public static class StandardScalerFile
{
    private const string Kind = "deephealth.standardscaler.1";

    /// <summary>Writes a scaler, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="scaler">The scaler.</param>
    /// <param name="metadata">Further facts; the keys <c>kind</c> and <c>features</c> are taken.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, StandardScaler scaler, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        ModelTensors.Write(
            path,
            Kind,
            metadata,
            [ModelTensors.Fact("features", scaler.Mean.Count)],
            ModelTensors.Named<double>("mean", [.. scaler.Mean]),
            ModelTensors.Named<double>("deviation", [.. scaler.Deviation]));
    }

    /// <summary>Reads a scaler.</summary>
    /// <param name="path">A file written by <see cref="Write"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, holds no scaler, or values that are not finite, or a deviation that is not above 0.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StandardScaler Read(string path)
    {
        using ModelTensors file = ModelTensors.Open("StandardScalerFile", path, Kind);
        int features = file.Number("features", least: 1);
        double[] deviation = file.Finite("deviation", features);
        int bad = Array.FindIndex(deviation, value => value <= 0);
        return bad < 0
            ? new StandardScaler(file.Finite("mean", features), deviation)
            : throw file.Refuse($"holds {deviation[bad]} as deviation of feature {bad}; a number above 0 is needed");
    }
}
