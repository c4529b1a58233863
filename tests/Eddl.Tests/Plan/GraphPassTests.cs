using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class GraphPassTests
{
    // Differences of rounding grow over the steps.
    private const double Tolerance = 2e-4;
    private const int Steps = 6;

    public static TheoryData<string, GraphPasses> Cases()
    {
        TheoryData<string, GraphPasses> cases = [];
        foreach (string network in PlanNetworks.Names)
        {
            foreach (GraphPasses pass in Enum.GetValues<GraphPasses>())
            {
                cases.Add(network, pass);
                cases.Add(network, GraphPasses.All & ~pass);
            }
        }

        return cases;
    }

    public static TheoryData<string> Networks() => [.. PlanNetworks.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_and_inference_agree_with_the_ops_run_one_by_one(string network, GraphPasses passes)
    {
        Model plain = PlanNetworks.Create(network);
        plain.CaptureSteps = false;
        Model captured = PlanNetworks.Create(network);
        captured.Passes = passes;
        for (uint step = 0; step < Steps; step++)
        {
            // Two batch sizes: two plans that share parameters and running statistics.
            Batch batch = PlanNetworks.Batch(plain, step % 3 == 2 ? 3 : 5, step);
            Close.Require(plain.TrainBatch(batch), captured.TrainBatch(batch), Tolerance, $"loss of step {step}");
        }

        Batch last = PlanNetworks.Batch(plain, 5, Steps);
        Near(plain.Predict(last.Input), captured.Predict(last.Input), "prediction");
        Near(plain.PredictScores(last.Input), captured.PredictScores(last.Input), "scores");
        Near(plain.Parameters.Values, captured.Parameters.Values, "parameters");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Without_passes_captured_steps_have_the_bits_of_the_ops_run_one_by_one(string network)
    {
        Model plain = PlanNetworks.Create(network);
        plain.CaptureSteps = false;
        Model captured = PlanNetworks.Create(network);
        captured.Passes = GraphPasses.None;
        for (uint step = 0; step < 3; step++)
        {
            Batch batch = PlanNetworks.Batch(plain, 4, step);
            Assert.Equal(plain.TrainBatch(batch), captured.TrainBatch(batch));
        }

        Assert.Equal(plain.Parameters.Values.ToArray(), captured.Parameters.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_have_the_same_bits_for_any_number_of_threads(string network)
    {
        Model one = PlanNetworks.Create(network, TestDevices.Cpu(1));
        Model three = PlanNetworks.Create(network, TestDevices.Cpu(3));
        for (uint step = 0; step < 4; step++)
        {
            Assert.Equal(one.TrainBatch(PlanNetworks.Batch(one, 5, step)), three.TrainBatch(PlanNetworks.Batch(three, 5, step)));
        }

        Assert.Equal(one.Parameters.Values.ToArray(), three.Parameters.Values.ToArray());
        Assert.Equal(one.Predict(PlanNetworks.Batch(one, 5, 9).Input).ToArray(), three.Predict(PlanNetworks.Batch(three, 5, 9).Input).ToArray());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_plan_used_again_after_another_gives_the_same_bits(string network)
    {
        Model model = PlanNetworks.Create(network);
        Tensor first = PlanNetworks.Batch(model, 5, 0).Input;
        float[] expected = model.Predict(first).ToArray();

        model.Predict(PlanNetworks.Batch(model, 2, 1).Input);
        model.Predict(PlanNetworks.Batch(model, 5, 2).Input);

        Assert.Equal(expected, model.Predict(first).ToArray());
    }

    [Fact]
    public void A_network_that_reads_values_while_it_is_captured_is_told_to_switch_capturing_off()
    {
        Model model = new Model(new SignedDoubling()).Build([1], new Sgd(0.1), new MeanSquaredError());

        Assert.Contains("CaptureSteps", Assert.Throws<InvalidOperationException>(
            () => model.Predict(Tensor.Full([1, 1], -3))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unet")]
    [InlineData("residual")]
    public void Shared_memory_makes_a_plan_smaller(string network)
    {
        long shared = MemoryOf(network, GraphPasses.All), apart = MemoryOf(network, GraphPasses.All & ~GraphPasses.SharedMemory);
        Assert.True(shared < 0.9 * apart, $"{shared} bytes, {apart} where nothing is shared.");
    }

    private static long MemoryOf(string network, GraphPasses passes)
    {
        Model model = PlanNetworks.Create(network);
        model.Network.SetTraining(true);
        return StepPlan.Capture(model.Network, model.Loss, PlanNetworks.Batch(model, 64, 0), withTarget: true, passes).ArenaBytes;
    }

    private static void Near(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Close.Require([.. expected.ToArray().Select(value => (double)value)], actual.ToArray(), Tolerance, what);
    }
}
