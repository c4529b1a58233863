using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class InferenceModelTests
{
    private static readonly int[] s_batches = [5, 1, 8, 5, 1, 3];

    public static TheoryData<string> Networks() => [.. PlanNetworks.Names, "convolutions", "shared", "gru"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_have_the_bits_of_the_model_for_every_batch_shape(string network)
    {
        Model model = Trained(network);
        using InferenceModel frozen = model.ForInference();
        for (uint i = 0; i < s_batches.Length; i++)
        {
            Tensor input = PlanNetworks.Batch(model, s_batches[i], 10 + i).Input;
            Assert.Equal(model.Predict(input).ToArray(), frozen.Predict(input).ToArray());
            Assert.Equal(model.PredictScores(input).ToArray(), frozen.PredictScores(input).ToArray());
        }
    }

    [Theory]
    [InlineData("convolutions", GraphPasses.None)]
    [InlineData("convolutions", GraphPasses.All & ~GraphPasses.FoldBatchNorm)]
    [InlineData("convolutions", GraphPasses.All & ~GraphPasses.ChannelsLast)]
    [InlineData("residual", GraphPasses.None)]
    [InlineData("residual", GraphPasses.All & ~GraphPasses.Fusion)]
    [InlineData("residual", GraphPasses.SharedMemory | GraphPasses.InPlace)]
    [InlineData("recurrent", GraphPasses.None)]
    public void Passes_are_those_of_the_model(string network, GraphPasses passes)
    {
        Model model = Trained(network);
        model.Passes = passes;
        using InferenceModel frozen = model.ForInference();
        for (uint i = 0; i < s_batches.Length; i++)
        {
            Tensor input = PlanNetworks.Batch(model, s_batches[i], 10 + i).Input;
            Assert.Equal(model.PredictScores(input).ToArray(), frozen.PredictScores(input).ToArray());
        }
    }

    [Fact]
    public void A_table_of_embeddings_is_part_of_the_copy()
    {
        Model model = new Model(new Sequential(new Embedding(7, 4), new Lstm(5), new Dense(3)))
            .Build([6], new Sgd(0.1), new SoftmaxCrossEntropy(), seed: 2, device: TestDevices.Cpu(2));
        Tensor input = Tensor.From([0, 1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2], [2, 6], model.Device);
        float[] expected = model.Predict(input).ToArray();
        using InferenceModel frozen = model.ForInference();
        model.Parameters.Values.AsSpan<float>().Fill(0.5f);

        Assert.Equal(expected, frozen.Predict(input).ToArray());
        Assert.NotEqual(expected, model.Predict(input).ToArray());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_have_the_same_bits_for_any_number_of_threads_and_agree_with_the_reference(string network)
    {
        using InferenceModel one = Create(network, TestDevices.Cpu(1)).ForInference();
        using InferenceModel three = Create(network, TestDevices.Cpu(3)).ForInference();
        using InferenceModel reference = Create(network, Device.Reference).ForInference();
        foreach (int count in s_batches)
        {
            float[] expected = one.Predict(Input(network, count, TestDevices.Cpu(1))).ToArray();
            Assert.Equal(expected, three.Predict(Input(network, count, TestDevices.Cpu(3))).ToArray());
            double[] exact = [.. reference.Predict(Input(network, count, Device.Reference)).ToArray().Select(value => (double)value)];
            Close.Require(exact, expected, 2e-4, network);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void What_is_done_to_the_model_later_is_not_seen(string network)
    {
        Model model = Trained(network);
        Tensor known = PlanNetworks.Batch(model, 5, 10).Input, late = PlanNetworks.Batch(model, 3, 11).Input;
        float[] knownResult = model.Predict(known).ToArray(), lateResult = model.Predict(late).ToArray();
        using InferenceModel frozen = model.ForInference();
        Assert.Equal(knownResult, frozen.Predict(known).ToArray());

        model.TrainBatch(PlanNetworks.Batch(model, 5, 12));
        foreach (ref float value in model.Parameters.Values.AsSpan<float>())
        {
            value *= 1.25f;
        }

        // The second batch shape is seen for the first time, and still computed with the old parameters.
        Assert.NotEqual(knownResult, model.Predict(known).ToArray());
        Assert.Equal(knownResult, frozen.Predict(known).ToArray());
        Assert.Equal(lateResult, frozen.Predict(late).ToArray());
        using InferenceModel again = model.ForInference();
        Assert.Equal(model.Predict(late).ToArray(), again.Predict(late).ToArray());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_goes_on_as_if_the_copy_did_not_exist(string network)
    {
        Model plain = Trained(network), copied = Trained(network);
        using InferenceModel frozen = copied.ForInference();
        for (uint step = 0; step < 2; step++)
        {
            frozen.Predict(PlanNetworks.Batch(copied, 4, step).Input);
            Assert.Equal(plain.TrainBatch(PlanNetworks.Batch(plain, 5, 20 + step)), copied.TrainBatch(PlanNetworks.Batch(copied, 5, 20 + step)));
        }

        Assert.Equal(plain.Parameters.Values.ToArray(), copied.Parameters.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_steady_call_into_a_given_tensor_allocates_nothing(string network)
    {
        Model model = Create(network, TestDevices.Cpu(1));
        using InferenceModel frozen = model.ForInference();
        Tensor[] inputs = [PlanNetworks.Batch(model, 1, 0).Input, PlanNetworks.Batch(model, 6, 1).Input];
        Tensor[] outputs = [frozen.PredictScores(inputs[0]), frozen.PredictScores(inputs[1])];
        float[] expected = outputs[1].ToArray();
        outputs[1].AsSpan<float>().Clear();

        long taken = Allocations.ByEach(() =>
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                frozen.Predict(inputs[i], outputs[i]);
                frozen.PredictScores(inputs[i], outputs[i]);
            }
        });

        Assert.Equal(0, taken);
        Assert.Equal(expected, outputs[1].ToArray());
    }

    [Fact]
    public void Batch_shapes_share_packed_weights()
    {
        Model model = new Model(new Sequential(new Conv2D(256, 3, padding: 1), new BatchNorm(), new GlobalAveragePool()))
            .Build([128, 6, 6], new Sgd(0.1), new SoftmaxCrossEntropy(), device: TestDevices.Cpu(2));
        using InferenceModel frozen = model.ForInference();
        long parameters = frozen.Bytes;
        frozen.Predict(Tensor.Ones([1, 128, 6, 6], device: model.Device));
        long first = frozen.Bytes;
        frozen.Predict(Tensor.Ones([2, 128, 6, 6], device: model.Device));
        long second = frozen.Bytes;

        Assert.InRange(first, 2 * parameters, 3 * parameters);
        Assert.InRange(second - first, 1, parameters / 2);
    }

    [Fact]
    public void What_depends_on_parameters_alone_is_computed_once()
    {
        Model model = Create("residual", TestDevices.Cpu(1));
        Batch batch = PlanNetworks.Batch(model, 2, 0);
        model.Network.SetTraining(false);
        using FrozenParameters parameters = new(model.Parameters);
        StepPlan plain = StepPlan.Capture(model.Network, model.Loss, batch, withTarget: false, GraphPasses.All);
        StepPlan frozen = StepPlan.Capture(model.Network, model.Loss, batch, withTarget: false, GraphPasses.All, parameters);

        Assert.Contains(plain.Ops, op => op.Inputs.All(input => ReferenceEquals(input.Storage, model.Parameters.Values.Storage)));
        Assert.All(frozen.Ops, op => Assert.Contains(op.Inputs, input => ReferenceEquals(input, frozen.Batch.Input)
            || frozen.Ops.Any(maker => ReferenceEquals(maker.Output, input))));
        Assert.All(frozen.Ops, op => Assert.DoesNotContain(op.Inputs, input => ReferenceEquals(input.Storage, model.Parameters.Values.Storage)));
    }

    [Fact]
    public void Results_outlive_the_memory_scope_of_the_first_call()
    {
        Model model = Trained("convolutions");
        using InferenceModel frozen = model.ForInference();
        Tensor input = PlanNetworks.Batch(model, 5, 10).Input;
        float[] expected = model.PredictScores(input).ToArray();
        for (int i = 0; i < 2; i++)
        {
            using MemoryScope scope = new();
            Assert.Equal(expected, frozen.PredictScores(input).ToArray());
        }
    }

    [Fact]
    public void A_disposed_model_says_so_and_leaves_its_results()
    {
        Model model = Trained("convolutions");
        Tensor input = PlanNetworks.Batch(model, 5, 10).Input;
        InferenceModel frozen = model.ForInference();
        Tensor result = frozen.Predict(input);
        float[] expected = result.ToArray();
        frozen.Dispose();
        frozen.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frozen.Predict(input));
        Assert.Throws<ObjectDisposedException>(() => frozen.Bytes);
        using InferenceModel other = model.ForInference();
        Assert.Equal(expected, other.Predict(input).ToArray());
        Assert.Equal(expected, result.ToArray());
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused()
    {
        Model model = Create("mlp", TestDevices.Cpu(1));
        using InferenceModel frozen = model.ForInference();
        Tensor input = PlanNetworks.Batch(model, 4, 0).Input;

        Assert.Contains("[4, 7]", Assert.Throws<ShapeException>(() => frozen.Predict(Tensor.Ones([4, 7], device: model.Device))).Message, StringComparison.Ordinal);
        Assert.Throws<DeviceException>(() => frozen.Predict(Tensor.Ones([4, 6], device: TestDevices.Cpu(3))));
        Assert.Throws<ShapeException>(() => frozen.Predict(input, Tensor.Ones([4, 2], device: model.Device)));
        Assert.Throws<ShapeException>(() => frozen.Predict(input, Tensor.Ones([3, 4], device: model.Device).Transpose()));
        Assert.Throws<DTypeException>(() => frozen.Predict(input, Tensor.Zeros([4, 3], DType.Float64, model.Device)));
        Assert.Throws<DeviceException>(() => frozen.Predict(input, Tensor.Ones([4, 3], device: TestDevices.Cpu(3))));
    }

    [Fact]
    public void A_network_that_is_not_captured_is_refused()
    {
        Model model = Create("mlp", TestDevices.Cpu(1));
        model.CaptureSteps = false;
        Assert.Contains("CaptureSteps", Assert.Throws<InvalidOperationException>(model.ForInference).Message, StringComparison.Ordinal);
    }

    private static Model Trained(string network)
    {
        Model model = Create(network, TestDevices.Cpu(2));
        model.TrainBatch(PlanNetworks.Batch(model, 5, 0));
        model.TrainBatch(PlanNetworks.Batch(model, 5, 1));
        return model;
    }

    private static Tensor Input(string network, int count, Device device) => PlanNetworks.Batch(Create(network, device), count, 7).Input;

    // Besides those of the passes: every kernel that packs weights, by small patches and directly, in groups, per channel, with strides.
    private static Model Create(string network, Device device) => network switch
    {
        "convolutions" => new Model(new Sequential(
            new Conv2D(32, 3, padding: 1, bias: false), new BatchNorm(), new Activation<Relu>(), new Conv2D(48, 3, padding: 1), new Activation<Relu>(),
            new Conv2D(48, 3, padding: 1, groups: 48), new Conv2D(36, 3, stride: 2, padding: 2, groups: 4, dilation: 2), new BatchNorm(),
            new Conv2D(40, 1), new Activation<Relu>(), new ConvTranspose2D(20, 2, stride: 2), new GlobalAveragePool(), new Dense(3)))
            .Build([3, 8, 8], new Sgd(0.02), new SoftmaxCrossEntropy(), seed: 6, device: device),
        "shared" => new Model(new Sequential(new SharedFilters(), new SharedFilters(), new GlobalAveragePool(), new Dense(3)))
            .Build([3, 8, 8], new Sgd(0.02), new SoftmaxCrossEntropy(), seed: 6, device: device),
        "gru" => new Model(new Sequential(new Gru(20, returnSequences: true), new Lstm(18), new Dense(3)))
            .Build([9, 5], new Sgd(0.02), new SoftmaxCrossEntropy(), seed: 6, device: device),
        _ => PlanNetworks.Create(network, device),
    };
}
