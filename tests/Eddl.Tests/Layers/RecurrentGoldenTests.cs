using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>LSTM and GRU layers against PyTorch.</summary>
public sealed class RecurrentGoldenTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> s_lstm = LayerGolden.Read("lstm.json");
    private static readonly IReadOnlyDictionary<string, JsonElement> s_gru = LayerGolden.Read("gru.json");

    public static TheoryData<string, string> LstmRows => LayerGolden.Rows(s_lstm);

    public static TheoryData<string, string> GruRows => LayerGolden.Rows(s_gru);

    [Theory]
    [MemberData(nameof(LstmRows))]
    public void Lstm_and_its_gradients_are_those_of_PyTorch(string name, string device)
        => Check(s_lstm[name], device, (units, last, bidirectional) => new Lstm(units, !last, bidirectional));

    [Theory]
    [MemberData(nameof(GruRows))]
    public void Gru_and_its_gradients_are_those_of_PyTorch(string name, string device)
        => Check(s_gru[name], device, (units, last, bidirectional) => new Gru(units, !last, bidirectional));

    private static void Check(JsonElement row, string deviceName, Func<int, bool, bool, Module> create)
    {
        Device device = TestDevices.Named(deviceName);
        LayerGolden golden = new(row, device);
        Module layer = create(golden.Whole("units"), golden.Flag("last"), golden.Whole("directions") == 2);
        ParameterArena arena = layer.Build(golden.ShapeOf("x")[1..], seed: 1, device);
        using (Gradients.Off())
        {
            foreach (Parameter parameter in arena.Parameters)
            {
                parameter.Value[Slice.Ellipsis] = golden.Constant(parameter.Name);
            }
        }

        Tensor x = golden.Leaf("x");
        Tensor y = layer.Forward(x);
        Tensor loss = (y * golden.Constant("dy")).Sum();
        loss.Backward();
        golden.Check("y", y, 1e-5);
        CheckGradients(1);

        // The gradients of the same recording once more: nothing that they read may have been overwritten.
        loss.Backward();
        CheckGradients(2);

        void CheckGradients(int times)
        {
            golden.Check("dx", x.Grad! / times, 1e-5);
            Assert.All(arena.Parameters, parameter => golden.Check("d" + parameter.Name, parameter.Value.Grad! / times, 1e-5));
        }
    }
}
