using System.Text.Json;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Stores prepared features in a safetensors file: <c>features [records, 18810]</c>, Float64, and <c>labels [records]</c>, Int32.</summary>
internal static class FeatureFile
{
    private const string Format = "deephealth.af-features.1";

    /// <summary>Writes a set, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, FeatureSet set)
    {
        Dictionary<string, string> metadata = new()
        {
            ["format"] = Format,
            ["source"] = set.Source,
            ["names"] = JsonSerializer.Serialize(set.Names),
            ["skipped"] = JsonSerializer.Serialize(set.Skipped),
        };
        SafeTensors.Write(
            path,
            [
                new NamedTensor("features", Tensor.From(set.Table.Values, [set.Table.Rows, set.Table.Columns])),
                new NamedTensor("labels", Tensor.From<int>(set.Labels)),
            ],
            metadata);
    }

    /// <summary>Reads a set.</summary>
    /// <exception cref="SafeTensorsException">The file is damaged or holds no features of this program.</exception>
    /// <exception cref="UsageException">The set does not fit into memory.</exception>
    public static FeatureSet Read(string path)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("format") != Format
            || !file.TryFind("features", out SafeTensorsEntry? features) || !file.TryFind("labels", out SafeTensorsEntry? labels)
            || features.Type != DType.Float64 || labels.Type != DType.Int32
            || features.Shape.Rank != 2 || labels.Shape.Rank != 1 || features.Shape[1] != LogSpectrogram.FeatureCount || features.Shape[0] != labels.Shape[0])
        {
            throw new SafeTensorsException($"FeatureFile: \"{path}\" holds no features of this program; write them with the verb prepare.");
        }

        int rows = labels.Shape[0];
        MemoryBudget.Require(rows, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        int[] classes = Values<int>(file, "labels");
        double[] values = Values<double>(file, "features");
        string[] names = Parse<string[]>(path, file.Metadata.GetValueOrDefault("names"));
        SkippedRecord[] skipped = Parse<SkippedRecord[]>(path, file.Metadata.GetValueOrDefault("skipped"));
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (names.Length != rows || bad >= 0 || Array.Exists(classes, label => label is not (AfClass.Fibrillation or AfClass.Normal)))
        {
            throw new SafeTensorsException($"FeatureFile: \"{path}\" holds {rows} records with {names.Length} names; names, labels 0 and 1, and finite features are needed for each.");
        }

        return new FeatureSet(file.Metadata.GetValueOrDefault("source", path), names, classes, new FeatureTable(rows, LogSpectrogram.FeatureCount, values), skipped);
    }

    private static T Parse<T>(string path, string? text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text ?? "null") ?? throw new JsonException("nothing is there");
        }
        catch (JsonException error)
        {
            throw new SafeTensorsException($"FeatureFile: \"{path}\": the lists of records cannot be read: {error.Message}", error);
        }
    }

    private static T[] Values<T>(SafeTensorsFile file, string name)
        where T : unmanaged
        => file.Read(name).AsSpan<T>().ToArray();
}
