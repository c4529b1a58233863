using System.Text.Json;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Values that PyTorch computed: <c>tests/Golden/ops</c>, made by the script beside them.</summary>
public static class Goldens
{
    /// <summary>Unary ops: x, y and dx per row name.</summary>
    public static JsonDocument Unary { get; } = Read("unary.json");

    /// <summary>Binary ops: a, b, y, da and db per row name.</summary>
    public static JsonDocument Binary { get; } = Read("binary.json");

    /// <summary>Optimizers: start, gradients per step, and the parameters after each step per optimizer.</summary>
    public static JsonDocument Updates { get; } = Read("updates.json");

    /// <summary>An array of numbers, in which null stands for NaN.</summary>
    public static double[] Numbers(JsonElement row, string name) => Numbers(row.GetProperty(name));

    /// <inheritdoc cref="Numbers(JsonElement, string)"/>
    public static double[] Numbers(JsonElement array)
        => [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "ops", file)));
}
