using System.Text.Json;
using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>One case of a golden file of <c>tests/Golden/kernels</c>: tensors and sizes by name.</summary>
internal sealed class GoldenKernel(JsonElement json)
{
    // The reference computes in double; what remains is the rounding of the stored float.
    private const double Tolerance = 1e-6;

    /// <summary>Names of all cases of a file.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names(string file) => Load(file).Select(golden => new TheoryDataRow<string>(golden.Text("name")));

    /// <summary>One case of a file.</summary>
    public static GoldenKernel Find(string file, string name) => Load(file).Single(golden => golden.Text("name") == name);

    public bool Has(string key) => json.TryGetProperty(key, out _);

    public string Text(string key) => json.GetProperty(key).GetString()!;

    public int Whole(string key) => json.GetProperty(key).GetInt32();

    public float Real(string key) => json.GetProperty(key).GetSingle();

    public int[] Wholes(string key) => [.. json.GetProperty(key).EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>An operand, or null where the case has none of that name.</summary>
    public Tensor? Optional(string key, Shape shape) => Has(key) ? Operand(key, shape) : null;

    public Tensor Operand(string key, Shape shape)
    {
        Tensor tensor = new(shape, DType.Float32, Device.Reference);
        Numbers(key).Select(value => (float)value).ToArray().CopyTo(tensor.Floats());
        return tensor;
    }

    public Tensor Labels(string key)
    {
        int[] labels = Wholes(key);
        Tensor tensor = new([labels.Length], DType.Int32, Device.Reference);
        labels.CopyTo(tensor.Integers());
        return tensor;
    }

    /// <summary>The windows of a case, with leading axes of one cell in front.</summary>
    public (Window Depth, Window Height, Window Width) Windows()
    {
        Window[] windows = [.. json.GetProperty("windows").EnumerateArray().Select(Of)];
        return (windows.Length > 2 ? windows[^3] : Window.Single, windows.Length > 1 ? windows[^2] : Window.Single, windows[^1]);

        static Window Of(JsonElement values) => new(values[0].GetInt32(), values[1].GetInt32(), values[2].GetInt32(), values[3].GetInt32(), values[4].GetInt32(), values[5].GetInt32());
    }

    /// <summary>Fails unless a tensor has the numbers of that name.</summary>
    public void Check(string key, Tensor actual)
    {
        double[] expected = Numbers(key);
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(actual.Floats()[i] - expected[i]);
            Assert.True(difference <= Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{key}[{i}] is {actual.Floats()[i]:R}, PyTorch gives {expected[i]:R}.");
        }
    }

    private static IEnumerable<GoldenKernel> Load(string file)
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("tests", "Golden", "kernels", file + ".json"));
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(element => new GoldenKernel(element.Clone()))];
    }

    private double[] Numbers(string key) => [.. json.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];
}
