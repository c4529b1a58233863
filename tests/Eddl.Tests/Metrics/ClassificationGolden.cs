using System.Text.Json;
using DeepHealth.Numerics;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Scores, labels and their metrics by scikit-learn; see tests/Golden/metrics/make.py.</summary>
internal sealed class ClassificationGolden : IDisposable
{
    private readonly JsonDocument _document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "metrics", "classification.json")));

    public ClassificationGolden()
    {
        Labels = [.. Root.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
        Scores = [.. Root.GetProperty("scores").EnumerateArray().SelectMany(Numbers).Select(score => (float)score)];
    }

    public JsonElement Root => _document.RootElement;

    public int Classes => 5;

    public int[] Labels { get; }

    public float[] Scores { get; }

    public static IEnumerable<double> Numbers(JsonElement array)
        => array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble());

    /// <summary>The samples from one to another as tensors.</summary>
    public (Tensor Scores, Tensor Labels) Batch(int from, int to)
        => (Tensor.From(Scores[(from * Classes)..(to * Classes)], new Shape(to - from, Classes)), Tensor.From(Labels[from..to]));

    /// <summary>Feeds all samples in batches of unequal size.</summary>
    public T Feed<T>(T metric)
        where T : Metric
    {
        foreach ((int from, int to) in ((int, int)[])[(0, 50), (50, 51), (51, 51), (51, 120)])
        {
            (Tensor scores, Tensor labels) = Batch(from, to);
            metric.Update(scores, labels);
        }

        return metric;
    }

    public void Dispose() => _document.Dispose();
}
