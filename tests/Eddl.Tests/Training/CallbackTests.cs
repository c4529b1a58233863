using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class CallbackTests
{
    [Theory]
    [InlineData("score", true, 5)]
    [InlineData("val_score", true, 5)]
    [InlineData("error", false, 5)]
    [InlineData("val_error", false, 5)]
    public void Early_stopping_follows_the_direction_of_the_metric(string monitor, bool higherIsBetter, int stopsAfter)
    {
        // Best at the third epoch, then two epochs without improvement.
        double[] values = [0.5, 0.6, 0.7, 0.65, 0.7, 0.9, 0.9];
        History history = Fit(higherIsBetter, values, [new EarlyStopping(monitor, patience: 2)]);

        Assert.Equal(stopsAfter, history.Epochs.Count);
    }

    [Fact]
    public void The_direction_can_be_given()
        => Assert.Equal(2, Fit(true, [0.5, 0.6, 0.7], [new EarlyStopping("score", patience: 1, higherIsBetter: false)]).Epochs.Count);

    [Fact]
    public void Gains_below_the_minimum_do_not_count()
    {
        double[] values = [0.50, 0.54, 0.58, 0.62, 0.66];

        Assert.Equal(2, Fit(true, values, [new EarlyStopping("score", patience: 1, minimumGain: 0.05)]).Epochs.Count);

        // Small gains that add up do count.
        Assert.Equal(5, Fit(true, values, [new EarlyStopping("score", patience: 2, minimumGain: 0.05)]).Epochs.Count);
    }

    [Fact]
    public void A_figure_that_is_never_a_number_stops_too()
        => Assert.Equal(3, Fit(true, [double.NaN, double.NaN, double.NaN, 1], [new EarlyStopping("score", patience: 3)]).Epochs.Count);

    [Fact]
    public void A_figure_that_is_not_there_lists_those_that_are()
    {
        foreach (Callback callback in (Callback[])[new EarlyStopping("val_f1"), new BestCheckpoint("unused", "val_f1"), new ReduceRateOnPlateau("val_f1")])
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => Fit(true, [1], [callback]));
            Assert.Contains("\"val_f1\"", error.Message, StringComparison.Ordinal);
            Assert.Contains("loss, score, val_loss, val_score", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_best_checkpoint_holds_the_model_of_the_best_epoch()
    {
        using TemporaryFile best = new();
        List<float[]> models = [];
        Model? model = null;
        Fit(true, [0.5, 0.9, 0.7, double.NaN, 0.9], [new BestCheckpoint(best, "score"), new Note(context =>
        {
            model = context.Model;
            models.Add(context.Model.Parameters.Values.ToArray());
        })]);

        Assert.NotEqual(models[1], models[4]);
        model!.Load(best);
        Assert.Equal(models[1], model.Parameters.Values.ToArray());
    }

    [Fact]
    public void The_rate_falls_each_time_a_figure_has_not_improved_for_the_patience()
    {
        List<double> factors = [];
        Fit(true, [0.5, 0.4, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6], [
            new ReduceRateOnPlateau("val_score", factor: 0.1, patience: 2), new Note(context => factors.Add(context.Model.Optimizer.RateFactor))]);

        Assert.Equal([1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001], factors.Select(factor => Math.Round(factor, 12)));
    }

    [Fact]
    public void The_rate_of_an_epoch_is_the_factor_times_the_schedule()
    {
        History history = Fit(true, [1, 2, 3], [new LearningRateByEpoch(epoch => 1.0 / (epoch + 1))]);

        Assert.Equal([0.1, 0.05, 0.1 / 3], history.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void The_log_has_one_row_per_epoch_whatever_the_names()
    {
        using TemporaryFile log = new(".csv");
        FixedMetric metric = new("f1, \"macro\"", true, [0.25, 0.5, double.NaN]);
        Model model = new Model(new Dense(3)).Build([6], new Sgd(0.1), new SoftmaxCrossEntropy(), [metric]);
        History history = model.Fit(TestNetworks.Data("mlp", 6), new FitOptions { Epochs = 3, Callbacks = [metric.Clock, new CsvLog(log)] });

        string[] lines = File.ReadAllText(log).Split('\n');

        Assert.Equal("epoch,loss,\"f1, \"\"macro\"\"\",learning_rate,seconds", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.Equal(["1", FormattableString.Invariant($"{history["loss"][0]:R}"), "0.25", "0.1"], lines[1].Split(',')[..4]);
        Assert.Equal("NaN", lines[3].Split(',')[2]);
        Assert.Equal("", lines[4]);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(patience: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(minimumGain: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceRateOnPlateau(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceRateOnPlateau(factor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceRateOnPlateau(patience: 0));
    }

    [Fact]
    public void Callbacks_run_in_order_and_a_stop_ends_training_after_all_of_them()
    {
        List<string> calls = [];
        History history = Fit(true, [1, 2, 3], [
            new Note(context => calls.Add($"a{context.History.Epochs.Count}")),
            new Note(context => context.Stop("enough")),
            new Note(_ => calls.Add("b"))]);

        Assert.Single(history.Epochs);
        Assert.Equal(["a1", "b"], calls);
    }

    /// <summary>Trains as many epochs as there are values, each of which a metric reports for its epoch.</summary>
    private static History Fit(bool higherIsBetter, double[] values, IReadOnlyList<Callback> callbacks)
    {
        FixedMetric metric = new(higherIsBetter ? "score" : "error", higherIsBetter, higherIsBetter ? values : [.. values.Select(value => -value)]);
        Model model = new Model(new Dense(3)).Build([6], new Sgd(0.1), new SoftmaxCrossEntropy(), [metric]);
        return model.Fit(
            TestNetworks.Data("mlp", 6), new FitOptions { Epochs = values.Length, Validation = TestNetworks.Data("mlp", 6), Callbacks = [metric.Clock, .. callbacks] });
    }

    /// <summary>Reports a given value for each epoch.</summary>
    private sealed class FixedMetric(string name, bool higherIsBetter, double[] values) : Metric(name, higherIsBetter)
    {
        private int _epoch;

        public Callback Clock => new Note(context => _epoch = context.History.Epochs.Count);

        public override double Value => values[Math.Min(_epoch, values.Length - 1)];

        public override void Reset()
        {
        }

        public override void Update(Tensor prediction, Tensor target)
        {
        }
    }

    private sealed class Note(Action<TrainingContext> action) : Callback
    {
        public override void OnEpochEnd(TrainingContext context) => action(context);
    }
}
