using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class GoldenArithmeticTests
{
    private static readonly JsonElement[] s_cases = TensorGolden.Read("arithmetic.json");

    public static TheoryData<string, string> Ops
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string op in s_cases.Select(element => element.GetProperty("op").GetString()!).Distinct())
            {
                data.Add(op, "reference");
                data.Add(op, "cpu");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Results_are_those_of_numpy(string op, string deviceName)
    {
        Device device = Devices.Named(deviceName);
        foreach (JsonElement golden in s_cases.Where(element => element.GetProperty("op").GetString() == op))
        {
            Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(input => TensorGolden.TensorOf(input, device))];
            int[] axes = golden.TryGetProperty("axes", out JsonElement named) ? [.. named.EnumerateArray().Select(axis => axis.GetInt32())] : [];
            JsonElement expected = golden.GetProperty("result");
            Tensor result = Compute(op, inputs, axes, keepAxes: false, device);
            Assert.Equal(TensorGolden.ShapeOf(expected), result.Shape);
            // Sums of at most 60 float32 numbers up to 5, and powers within a few units in the last place.
            Close.Require(TensorGolden.ValuesOf(expected).AsSpan(), result.ToArray(), 2e-6, $"{op} {golden}");
            if (inputs.Length == 0 && op is not ("argmax" or "argmin"))
            {
                Tensor whole = Compute(op, inputs, [.. axes.Select(axis => axis - 3)], keepAxes: true, device);
                Assert.Equal(3, whole.Rank);
                Assert.Equal(result.ToArray(), whole.ToArray());
            }
        }
    }

    private static Tensor Compute(string op, Tensor[] inputs, int[] axes, bool keepAxes, Device device)
    {
        Tensor x = Tensor.From([.. Enumerable.Range(0, 60).Select(i => (37 * i % 60 / 8f) - 3)], new Shape(3, 4, 5), device);
        return op switch
        {
            "add" => inputs[0] + inputs[1],
            "subtract" => inputs[0] - inputs[1],
            "multiply" => inputs[0] * inputs[1],
            "divide" => inputs[0] / inputs[1],
            "pow" => inputs[0].Pow(inputs[1]),
            "maximum" => inputs[0].Maximum(inputs[1]),
            "minimum" => inputs[0].Minimum(inputs[1]),
            "matmul" => inputs[0].MatMul(inputs[1]),
            "sum" => x.Sum(axes, keepAxes),
            "mean" => x.Mean(axes, keepAxes),
            "variance" => x.Variance(axes, keepAxes),
            "sample variance" => x.Variance(axes, keepAxes, correction: 1),
            "standard deviation" => x.StandardDeviation(axes, keepAxes),
            "max" => x.Max(axes, keepAxes),
            "min" => x.Min(axes, keepAxes),
            "argmax" => x.ArgMax(axes[0]),
            "argmin" => x.ArgMin(axes[0]),
            _ => throw new InvalidDataException($"arithmetic.json: the operation {op} is unknown."),
        };
    }
}
