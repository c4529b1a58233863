using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ModelTests
{
    [Fact]
    public void A_model_that_was_not_built_says_what_to_call()
    {
        Model model = new(new Dense(2));
        foreach (Action use in (Action[])[
            () => model.Predict(Tensor.Zeros([1, 2])), () => model.Fit(TestNetworks.Data("mlp")), () => model.Summary(), () => model.Save("unused"),
            () => model.Evaluate(TestNetworks.Data("mlp")), () => model.SetOptimizer(new Sgd()), () => _ = model.Loss, () => _ = model.Seed])
        {
            Assert.Contains("Build", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_module_is_built_once_and_stands_in_one_place()
    {
        Dense shared = new(4);
        Model model = new Model(shared).Build([4], new Sgd(), new MeanSquaredError());

        Assert.Contains("Dense", Assert.Throws<InvalidOperationException>(() => model.Build([4], new Sgd(), new MeanSquaredError())).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Model(new Sequential(shared)).Build([4], new Sgd(), new MeanSquaredError()));
        Activation<Relu> twice = new();
        Assert.Contains("Relu", Assert.Throws<InvalidOperationException>(
            () => new Sequential(twice, new Dense(3), twice).Build([4], seed: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_build_that_failed_the_network_can_be_built_for_another_input()
    {
        Dense elsewhere = new(4);
        Model first = new Model(elsewhere).Build([4], new Sgd(), new MeanSquaredError());
        Conv1D convolution = new(2, 3);
        Model model = new(new Sequential(convolution, new Residual(new Dense(8)), new Flatten()));
        Assert.Throws<ShapeException>(() => model.Build([1, 9], new Sgd(), new MeanSquaredError()));
        Assert.Throws<InvalidOperationException>(() => convolution.OutputShape);

        model.Build([1, 8], new Sgd(), new MeanSquaredError());

        Assert.Equal([16], model.Network.OutputShape);

        // A module of another network stays what it is.
        Assert.Throws<InvalidOperationException>(() => new Model(new Sequential(new Dense(4), elsewhere)).Build([3], new Sgd(), new MeanSquaredError()));
        Assert.Equal([1, 4], first.Predict(Tensor.Ones([1, 4])).Shape);
    }

    [Fact]
    public void An_optimizer_serves_one_model()
    {
        Sgd shared = new();
        _ = new Model(new Dense(2)).Build([2], shared, new MeanSquaredError());

        Assert.Throws<InvalidOperationException>(() => new Model(new Dense(2)).Build([2], shared, new MeanSquaredError()));
    }

    [Fact]
    public void Two_figures_of_one_name_are_refused()
    {
        Assert.Contains("accuracy", Assert.Throws<ArgumentException>(
            () => TestNetworks.Create("mlp", metrics: [new Accuracy(3), new Accuracy(3)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TestNetworks.Create("mlp", metrics: [new Accuracy(3, name: "loss")]));
    }

    [Fact]
    public void Saved_parameters_and_statistics_come_back_to_the_bit()
    {
        foreach (string name in TestNetworks.Names)
        {
            using TemporaryFile file = new();
            Model model = TestNetworks.Create(name);
            model.Fit(TestNetworks.Data(name), new FitOptions { Epochs = 1 });
            model.Save(file);
            Model other = TestNetworks.Create(name, seed: 99);
            Tensor x = Tensor.RandomNormal(model.Network.InputShape.Insert(0, 5), new RandomSequence(4, 4), device: model.Device);
            Assert.NotEqual(model.Predict(x).ToArray(), other.Predict(x).ToArray());

            other.Load(file);

            Assert.Equal(model.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());
            Assert.Equal(model.Predict(x).ToArray(), other.Predict(x).ToArray());
        }
    }

    [Fact]
    public void Metadata_is_stored_with_the_model()
    {
        using TemporaryFile file = new();
        Model model = TestNetworks.Create("mlp");
        model.Metadata = new Dictionary<string, string> { ["rate"] = "300 Hz" };
        model.Save(file);
        using (SafeTensorsFile saved = SafeTensorsFile.Open(file))
        {
            Assert.Equal("300 Hz", saved.Metadata["rate"]);
        }

        model.Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 1, Checkpoint = file });
        using SafeTensorsFile checkpoint = SafeTensorsFile.Open(file);
        Assert.Equal("300 Hz", checkpoint.Metadata["rate"]);
    }

    [Fact]
    public void Scores_of_a_dataset_are_those_of_its_batches_and_predictions_are_logits()
    {
        Model model = TestNetworks.Create("mlp");
        TensorDataset data = new(
            Tensor.RandomNormal([11, 6], new RandomSequence(2, 2), device: model.Device), Tensor.From(new int[11], device: model.Device));
        Tensor inputs = Tensor.RandomNormal([11, 6], new RandomSequence(2, 2), device: model.Device);

        float[] whole = model.PredictScores(inputs).ToArray();

        Close.Require(Array.ConvertAll(whole, value => (double)value), model.PredictScores(data, 4).ToArray(), 1e-6, "scores");
        Close.Require(Array.ConvertAll(whole, value => (double)value), model.Predict(inputs).Softmax(1).ToArray(), 1e-6, "softmax");
    }

    [Fact]
    public void Predictions_keep_their_values_when_others_follow()
    {
        Model model = TestNetworks.Create("mlp");
        Tensor first = model.Predict(Tensor.Ones([2, 6], model.Device));
        float[] before = first.ToArray();

        model.Predict(Tensor.Full([2, 6], 5, model.Device));

        Assert.Equal(before, first.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Views_are_taken_as_they_are_in_every_step(bool captured)
    {
        Model model = TestNetworks.Create("mlp");
        model.CaptureSteps = captured;
        for (int i = 0; i < 3; i++)
        {
            Tensor x = Tensor.RandomNormal([6, 4], new RandomSequence(2, (uint)i), device: model.Device);
            Assert.Equal(model.Predict(x.Transpose().Contiguous()).ToArray(), model.Predict(x.Transpose()).ToArray());
            Model a = TestNetworks.Create("mlp");
            Model b = TestNetworks.Create("mlp");
            Tensor labels = Tensor.From([0, 1, 2, 0], device: model.Device);
            for (int step = 0; step < 3; step++)
            {
                Assert.Equal(a.TrainBatch(new Batch(x.Transpose(), labels)), b.TrainBatch(new Batch(x.Transpose().Contiguous(), labels)));
            }
        }
    }

    [Fact]
    public void Targets_of_another_shape_or_type_are_refused_also_after_good_ones()
    {
        Model model = TestNetworks.Create("mlp");
        Tensor x = Tensor.Ones([4, 6], model.Device);
        model.TrainBatch(new Batch(x, Tensor.From([0, 1, 2, 0], device: model.Device)));

        Assert.Throws<ShapeException>(() => model.TrainBatch(new Batch(x, Tensor.From([0, 1, 2, 0, 1], device: model.Device))));
        Assert.Throws<DTypeException>(() => model.TrainBatch(new Batch(x, Tensor.From([0f, 1, 2, 0], device: model.Device))));
        Assert.Throws<LabelException>(() => model.TrainBatch(new Batch(x, Tensor.From([0, 1, 3, 0], device: model.Device))));
        Assert.Throws<DeviceException>(() => model.TrainBatch(new Batch(Tensor.Ones([4, 6], Device.Reference), Tensor.From([0, 1, 2, 0], device: Device.Reference))));
        Assert.Throws<DTypeException>(() => model.Predict(Tensor.Zeros([4, 6], DType.Int32, model.Device)));
        Assert.Throws<ShapeException>(() => model.Predict(Tensor.Ones([4, 5], model.Device)));
        Assert.Throws<ShapeException>(() => model.Predict(Tensor.Ones([6], model.Device)));
        Assert.Equal(1, model.Optimizer.StepCount);
    }

    [Fact]
    public void A_network_without_parameters_cannot_be_trained()
    {
        Model model = new Model(new Flatten()).Build([2], new Sgd(), new MeanSquaredError());

        Assert.Contains("no parameter", Assert.Throws<InvalidOperationException>(
            () => model.TrainBatch(new Batch(Tensor.Ones([1, 2]), Tensor.Ones([1, 2])))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Steps_may_run_inside_a_memory_scope(bool captured)
    {
        Model model = TestNetworks.Create("cnn");
        Model other = TestNetworks.Create("cnn");
        model.CaptureSteps = captured;
        other.Passes = model.Passes = captured ? GraphPasses.All : GraphPasses.None;
        Tensor x = Tensor.RandomNormal([4, 1, 8, 8], new RandomSequence(1, 1), device: model.Device);
        Tensor labels = Tensor.From([0, 1, 2, 0], device: model.Device);
        for (int step = 0; step < 4; step++)
        {
            float loss;
            using (MemoryScope scope = new())
            {
                loss = model.TrainBatch(new Batch(x, labels));
                model.Predict(x);
            }

            // Whoever rents the memory next must not disturb the plan.
            using MemoryScope others = new();
            Tensor.Full([4, 1000], float.NaN);
            Assert.Equal(other.TrainBatch(new Batch(x, labels)), loss);
        }
    }

    [Fact]
    public void A_network_whose_ops_depend_on_the_data_trains_and_predicts_without_capturing()
    {
        Model model = new Model(new SignedDoubling()).Build([1], new Sgd(0.1), new MeanSquaredError());
        model.CaptureSteps = false;
        foreach (float value in (float[])[3, -3, 5])
        {
            Tensor x = Tensor.Full([1, 1], value);
            Assert.Equal(value > 0 ? 2 * value : value, model.Predict(x).Item());
            Assert.Equal(value > 0 ? 4 * value * value : value * value, new MeanSquaredError().Forward(model.Predict(x), Tensor.Zeros([1, 1])).Item());
            TensorDataset data = new(x, Tensor.Zeros([1, 1]));
            Assert.Equal(value > 0 ? 4 * value * value : value * value, model.Evaluate(data).Loss);
        }
    }
}
