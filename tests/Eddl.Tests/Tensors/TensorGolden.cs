using System.Text.Json;
using DeepHealth.Numerics;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Reads the NumPy results in <c>tests/Golden/tensors</c>.</summary>
internal static class TensorGolden
{
    public static JsonElement[] Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "tensors", file)));
        return [.. document.RootElement.EnumerateArray().Select(element => element.Clone())];
    }

    public static Shape ShapeOf(JsonElement element) => new([.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);

    public static float[] ValuesOf(JsonElement element) => [.. element.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())];

    public static Tensor TensorOf(JsonElement element, Device device) => Tensor.From(ValuesOf(element), ShapeOf(element), device);
}
