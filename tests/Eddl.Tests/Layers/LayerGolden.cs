using System.Text.Json;
using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>A row of PyTorch results in <c>tests/Golden/layers</c>.</summary>
/// <param name="row">The row.</param>
/// <param name="device">Device of the tensors.</param>
internal sealed class LayerGolden(JsonElement row, Device device)
{
    public static IReadOnlyDictionary<string, JsonElement> Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "layers", file)));
        return document.RootElement.EnumerateArray().ToDictionary(element => element.GetProperty("name").GetString()!, element => element.Clone());
    }

    public static TheoryData<string, string> Rows(IReadOnlyDictionary<string, JsonElement> rows)
    {
        TheoryData<string, string> data = [];
        foreach (string name in rows.Keys)
        {
            data.Add(name, "cpu 1");
            data.Add(name, "cpu 2");
            data.Add(name, "reference");
        }

        return data;
    }

    public int Whole(string name) => row.GetProperty(name).GetInt32();

    public bool Flag(string name) => row.GetProperty(name).GetBoolean();

    public int[]? Option(string name)
        => row.GetProperty("options").TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(number => number.GetInt32())] : [value.GetInt32()]
            : null;

    public bool Has(string tensor) => row.GetProperty("tensors").TryGetProperty(tensor, out _);

    /// <summary>A tensor of the row, as a leaf that requires a gradient.</summary>
    public Tensor Leaf(string tensor)
    {
        Tensor leaf = Constant(tensor);
        leaf.RequiresGrad = true;
        return leaf;
    }

    public Tensor Constant(string tensor) => TensorGolden.TensorOf(row.GetProperty("tensors").GetProperty(tensor), device);

    public Shape ShapeOf(string tensor) => TensorGolden.ShapeOf(row.GetProperty("tensors").GetProperty(tensor));

    public void Check(string tensor, Tensor? actual, double tolerance)
    {
        JsonElement expected = row.GetProperty("tensors").GetProperty(tensor);
        Assert.Equal(TensorGolden.ShapeOf(expected), actual!.Shape);
        Close.Require([.. expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())], actual.ToArray(), tolerance, tensor);
    }
}
