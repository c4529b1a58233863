using System.Text.Json;
using System.Text.Json.Serialization;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The golden file of the optimizers.</summary>
public sealed record OptimizerGolden(
    IReadOnlyDictionary<string, float[]> Start, IReadOnlyList<IReadOnlyDictionary<string, float[]>> Gradients, IReadOnlyList<OptimizerCase> Cases)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static OptimizerGolden File { get; } = JsonSerializer.Deserialize<OptimizerGolden>(
        System.IO.File.ReadAllText(Repository.PathOf("tests", "Golden", "optimizers", "optimizers.json")), s_json)!;
}
