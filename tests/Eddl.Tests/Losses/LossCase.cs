using System.Text.Json;
using System.Text.Json.Serialization;
using DeepHealth.Numerics;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>A loss that PyTorch computed in double precision.</summary>
public sealed record LossCase(
    string Name,
    int[] Shape,
    float[] Prediction,
    int[] TargetShape,
    float[] Target,
    [property: JsonPropertyName("loss_kind")] string Kind,
    float[]? Weights,
    double Loss,
    double[] Gradient,
    double[] Scores,
    float Smoothing = 0,
    float Positive = 1)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<LossCase> All { get; } = JsonSerializer.Deserialize<List<LossCase>>(
        File.ReadAllText(Repository.PathOf("tests", "Golden", "losses", "losses.json")), s_json)!;

    public Loss Create() => Kind switch
    {
        "softmax" => new SoftmaxCrossEntropy(Weights, Smoothing),
        "binary" => new BinaryCrossEntropy(Weights, Positive),
        "squared" => new MeanSquaredError(Weights),
        _ => throw new InvalidDataException($"Unknown loss {Kind}."),
    };

    public Tensor PredictionTensor(Device device) => Tensor.From(Prediction, new Shape(Shape), device);

    public Tensor TargetTensor(Device device)
        => Kind == "softmax"
            ? Tensor.From(Array.ConvertAll(Target, value => (int)value), new Shape(TargetShape), device)
            : Tensor.From(Target, new Shape(TargetShape), device);

    public override string ToString() => Name;
}
