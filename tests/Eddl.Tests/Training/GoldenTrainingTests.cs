using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class GoldenTrainingTests
{
    public static TheoryData<string, string, bool> Runs
    {
        get
        {
            TheoryData<string, string, bool> data = [];
            foreach (string model in TinyModels.Names)
            {
                foreach (string device in (string[])["cpu 1", "cpu 2", "reference"])
                {
                    data.Add(model, device, true);
                    data.Add(model, device, false);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Twenty_losses_weights_and_statistics_are_those_of_PyTorch(string name, string deviceName, bool captured)
    {
        Device device = TestDevices.Named(deviceName);
        using SafeTensorsFile golden = SafeTensorsFile.Open(TinyModels.PathOf(name));
        Model model = TinyModels.Create(name, device);
        model.CaptureSteps = captured;
        double[] expected = Array.ConvertAll(golden.Read("losses").ToArray(), value => (double)value);

        for (int step = 0; step < expected.Length; step++)
        {
            float loss = model.TrainBatch(new Batch(golden.Read($"batch.{step:00}.x", device), golden.Read($"batch.{step:00}.labels", device)));
            Assert.True(Math.Abs(loss - expected[step]) <= 1e-4 * expected[step], $"step {step}: loss {loss}, PyTorch {expected[step]}");
        }

        foreach (Parameter parameter in model.Parameters.Parameters)
        {
            double[] values = Array.ConvertAll(golden.Read("final." + parameter.Name).ToArray(), value => (double)value);
            Close.Require(values, parameter.Value.ToArray(), parameter.Kind == ParameterKind.State ? 1e-4 : 1e-3, parameter.Name);
        }

        double[] logits = Array.ConvertAll(golden.Read("final.logits").ToArray(), value => (double)value);
        Close.Require(logits, model.Predict(golden.Read("batch.00.x", device)).ToArray(), 1e-3, "logits");
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    public void Captured_and_eager_steps_on_any_number_of_threads_give_the_same_bits(string name)
    {
        float[]? first = null;
        foreach ((int threads, bool captured) in ((int, bool)[])[(1, true), (1, false), (2, true), (3, true), (3, false)])
        {
            Device device = TestDevices.Cpu(threads);
            using SafeTensorsFile golden = SafeTensorsFile.Open(TinyModels.PathOf(name));
            Model model = TinyModels.Create(name, device);
            model.CaptureSteps = captured;
            model.Passes = GraphPasses.None;
            for (int step = 0; step < 6; step++)
            {
                model.TrainBatch(new Batch(golden.Read($"batch.{step:00}.x", device), golden.Read($"batch.{step:00}.labels", device)));
            }

            float[] values = model.Parameters.Values.ToArray();
            first ??= values;
            Assert.Equal(first, values);
        }
    }
}
