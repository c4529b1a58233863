using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class FitTests
{
    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 4)]
    public void A_smaller_last_batch_is_left_out_on_request(bool dropLast, int steps)
    {
        Model model = TestNetworks.Create("mlp");
        model.Fit(TestNetworks.Data("mlp", 20), new FitOptions { Epochs = 2, BatchSize = 8, DropLast = dropLast });
        Assert.Equal(steps, model.Optimizer.StepCount);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    public void Training_learns_and_evaluation_agrees_with_the_history(string name)
    {
        Model model = TestNetworks.Create(name, optimizer: new Adam(0.01));
        WaveDataset validation = TestNetworks.Data(name, 30);

        History history = model.Fit(TestNetworks.Data(name, 90), new FitOptions { Epochs = 12, BatchSize = 16, Validation = validation });

        double[] losses = history["loss"];
        Assert.Equal(12, losses.Length);
        Assert.True(losses[^1] < 0.6 * losses[0], $"loss {losses[0]} -> {losses[^1]}");
        Assert.True(history["val_accuracy"][^1] > 0.9, $"accuracy {history["val_accuracy"][^1]}");
        EvaluationResult result = model.Evaluate(validation, 7);
        Assert.Equal(history["val_accuracy"][^1], result.Metrics["accuracy"]);

        // The loss with class weights is a mean per batch, so batches of another size may differ a little.
        Assert.Equal(history["val_loss"][^1], result.Loss, 0.05);
    }

    [Fact]
    public void The_history_has_every_figure_of_every_epoch()
    {
        Model model = TestNetworks.Create("mlp", optimizer: new Sgd(new StepDecay(0.1, 0.5, 5)), metrics: [new Accuracy(3), new F1Score(3)]);

        History history = model.Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 3, BatchSize = 8, Validation = TestNetworks.Data("mlp", 9) });

        Assert.Equal([1, 2, 3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(history.Epochs, epoch => Assert.Equal(["loss", "accuracy", "macroF1", "val_loss", "val_accuracy", "val_macroF1"], epoch.Values.Keys));
        Assert.All(history.Epochs, epoch => Assert.True(epoch.Seconds > 0));

        // 5 steps per epoch; the rate of the last step of each.
        Assert.Equal([0.1, 0.05, 0.025], history.Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal(15, model.Optimizer.StepCount);
        Assert.All(history["accuraci"], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(-1, history.BestEpoch("accuraci", higherIsBetter: true));
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_samples_also_with_a_smaller_last_batch()
    {
        // With a rate of 0 nothing changes, so the mean must be that of the whole set.
        TensorDataset data = new(Tensor.RandomNormal([10, 3], new RandomSequence(1, 2)), Tensor.RandomNormal([10, 2], new RandomSequence(1, 3)));
        Model model = new Model(new Dense(2)).Build([3], new Sgd(0.0), new MeanSquaredError());

        double uneven = model.Fit(data, new FitOptions { Epochs = 1, BatchSize = 4 })["loss"][0];
        double whole = model.Fit(data, new FitOptions { Epochs = 1, BatchSize = 10 })["loss"][0];

        Assert.Equal(whole, uneven, 1e-6);
        Assert.Equal(whole, model.Evaluate(data, 3).Loss, 1e-6);
    }

    [Fact]
    public void A_validation_split_holds_out_the_same_samples_every_time()
    {
        WaveDataset data = TestNetworks.Data("mlp", 50);
        FitOptions options = new() { Epochs = 1, BatchSize = 10, ValidationSplit = 0.2 };
        List<int> trained = [];
        List<int> validated = [];
        WaveDataset noting = new(50, [6]) { OnRead = (index, context) => (context.IsTraining ? trained : validated).Add(index) };

        History history = TestNetworks.Create("mlp").Fit(noting, options);

        Assert.Equal(10, validated.Count);
        Assert.Equal(Enumerable.Range(0, 50), trained.Concat(validated).Order());
        Assert.Contains("val_loss", history.Epochs[0].Values.Keys);
        Assert.Equal(history["val_loss"], TestNetworks.Create("mlp").Fit(data, options)["val_loss"]);
    }

    [Fact]
    public void The_same_model_twice_gives_the_same_bits()
    {
        float[][] runs = new float[2][];
        for (int run = 0; run < 2; run++)
        {
            Model model = TestNetworks.Create("cnn");
            model.Fit(TestNetworks.Data("cnn"), new FitOptions { Epochs = 2, BatchSize = 8 });
            runs[run] = model.Parameters.Values.ToArray();
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_training_and_names_step_rate_and_value()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => i == 10 ? float.NaN : i * 0.1f)];
        TensorDataset data = new(Tensor.From(values, [6, 2]), Tensor.From([0, 1, 0, 1, 0, 1]));
        Model model = new Model(new Dense(2)).Build([2], new Sgd(0.25), new SoftmaxCrossEntropy());
        int epochs = 0;
        FitOptions options = new() { BatchSize = 2, Shuffle = false, Callbacks = [new EachEpoch(_ => epochs++)] };

        TrainingException error = Assert.Throws<TrainingException>(() => model.Fit(data, options));

        Assert.Contains("step 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("0.25", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, epochs);
        Assert.Equal(2, model.Optimizer.StepCount);
        Assert.All(model.Parameters.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_rate_that_is_too_large_ends_in_the_same_exception()
    {
        TensorDataset data = new(Tensor.RandomNormal([8, 3], new RandomSequence(1, 2)), Tensor.Ones([8, 1]));
        Model model = new Model(new Dense(1)).Build([3], new Sgd(1e6), new MeanSquaredError());

        TrainingException error = Assert.Throws<TrainingException>(() => model.Fit(data, new FitOptions { Epochs = 50 }));

        Assert.Contains("1000000", error.Message, StringComparison.Ordinal);
        Assert.Contains("Infinity", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_goes_to_the_writer_and_nothing_else()
    {
        using StringWriter writer = new();
        TestNetworks.Create("mlp").Fit(
            TestNetworks.Data("mlp"),
            new FitOptions { Epochs = 3, Validation = TestNetworks.Data("mlp", 6), Progress = writer, Callbacks = [new EarlyStopping("loss", 1, minimumGain: 5)] });

        string[] lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("epoch 1/3  loss ", lines[0], StringComparison.Ordinal);
        Assert.Contains("val_accuracy", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("stopped after epoch 2: loss has not improved for 1 epochs; the best was epoch 1", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Model model = TestNetworks.Create("mlp");
        WaveDataset data = TestNetworks.Data("mlp");
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, new FitOptions { Epochs = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, new FitOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, new FitOptions { ValidationSplit = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, new FitOptions { ValidationSplit = -0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, new FitOptions { ValidationSplit = double.NaN }));
        Assert.Throws<ArgumentException>(() => model.Fit(data, new FitOptions { Resume = true }));
        Assert.Throws<DataException>(() => model.Fit(TestNetworks.Data("mlp", 0)));
    }

    [Fact]
    public void Samples_of_another_shape_name_both_shapes()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => TestNetworks.Create("mlp").Fit(new WaveDataset(8, [7])));

        Assert.Contains("7]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[6]", error.Message, StringComparison.Ordinal);
    }

    private sealed class EachEpoch(Action<TrainingContext> action) : Callback
    {
        public override void OnEpochEnd(TrainingContext context) => action(context);
    }
}
