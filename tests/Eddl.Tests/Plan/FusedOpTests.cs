using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Which ops are left of a captured step.</summary>
public sealed class FusedOpTests
{
    private const int Samples = 2;

    // The first copy lays the channels of the input last, the second those of the result, one cell each, first again.
    [Fact]
    public void Training_joins_batch_normalisation_with_the_activation_and_the_residual_sum_behind_it()
        => Assert.Equal(
            ["Identity", "Conv", "BatchNormalization+Relu", "Conv", "BatchNormalization+Relu", "Conv", "BatchNormalization+Add+Relu", "AveragePool", "Identity", "Reshape", "MatMul"], NamesOf(Residual(), trains: true));

    [Fact]
    public void Inference_makes_batch_normalisation_a_part_of_the_convolution()
        => Assert.Equal(["Identity", "Conv+Relu", "Conv+Relu", "Conv", "Add+Relu", "AveragePool", "Identity", "Reshape", "MatMul"], NamesOf(Residual(), trains: false));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dense_layer_with_bias_and_activation_is_one_op(bool trains)
        => Assert.Equal(["MatMul+Relu", "MatMul"], NamesOf(Dense(), trains));

    [Fact]
    public void Without_fusion_every_op_stands_alone()
        => Assert.Equal(["MatMul", "Add", "Relu", "MatMul", "Add"], NamesOf(Dense(), trains: true, GraphPasses.All & ~GraphPasses.Fusion));

    [Fact]
    public void An_op_whose_result_nobody_reads_is_dropped()
    {
        Model model = Build(new Sequential(new Wasteful(), new Dense(3)), [4]);
        Assert.Contains("Exp", NamesOf(model, trains: true, GraphPasses.None));
        Assert.DoesNotContain("Exp", NamesOf(model, trains: true, GraphPasses.DeadCode));
        Assert.Equal(NamesOf(model, trains: true, GraphPasses.None).Length - 1, NamesOf(model, trains: true, GraphPasses.DeadCode).Length);
    }

    private static Model Residual() => Build(
        new Sequential(
            new Conv2D(4, 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(),
            new Residual(new Sequential(
                new Conv2D(4, 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(), new Conv2D(4, 3, padding: 1, bias: false), new BatchNorm())),
            new Activation<Relu>(), new GlobalAveragePool(), new Dense(3)),
        [2, 6, 6]);

    private static Model Dense() => Build(new Sequential(new Dense(8), new Activation<Relu>(), new Dense(3)), [4]);

    private static Model Build(Module network, Shape input) => new Model(network).Build(input, new Sgd(0.1), new SoftmaxCrossEntropy(), seed: 4, device: TestDevices.Cpu(1));

    // Ops on whole samples: those on values per channel and the loss take no time.
    private static string[] NamesOf(Model model, bool trains, GraphPasses passes = GraphPasses.All)
    {
        model.Network.SetTraining(trains);
        Batch batch = PlanNetworks.Batch(model, Samples, 0);
        return [.. StepPlan.Capture(model.Network, model.Loss, batch, withTarget: true, passes).Ops
            .Where(op => op.Output.Rank > 0 && op.Output.Shape[0] == Samples).Select(op => op.Name)];
    }
}
