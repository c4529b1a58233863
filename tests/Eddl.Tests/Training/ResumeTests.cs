using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>A resumed training must end with the bits of one that was never interrupted.</summary>
public sealed class ResumeTests
{
    private const int Epochs = 4;

    public static TheoryData<string, string> Runs
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string network in TestNetworks.Names)
            {
                foreach (string kind in (string[])["momentum", "adam"])
                {
                    data.Add(network, kind);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Resuming_after_any_epoch_gives_the_bits_of_an_uninterrupted_run(string network, string optimizer)
    {
        Model whole = Create(network, optimizer);
        History expected = whole.Fit(TestNetworks.Data(network), Options(network));
        Assert.InRange(whole.Optimizer.RateFactor, 0, 0.5);
        for (int stop = 1; stop < Epochs; stop++)
        {
            using TemporaryFile checkpoint = new();
            Create(network, optimizer).Fit(TestNetworks.Data(network), Options(network) with { Epochs = stop, Checkpoint = checkpoint });

            // Another model, as in another process; its own training before must not matter.
            Model resumed = Create(network, optimizer, threads: 1 + (stop % 3));
            resumed.Fit(TestNetworks.Data(network, 7), new FitOptions { Epochs = 1 });
            History history = resumed.Fit(TestNetworks.Data(network), Options(network) with { Checkpoint = checkpoint, Resume = true });

            RequireSame(whole, expected, resumed, history);
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    public void A_run_killed_in_the_middle_of_an_epoch_resumes_to_the_same_bits(string network)
    {
        Model whole = Create(network, "adam");
        History expected = whole.Fit(TestNetworks.Data(network), Options(network));
        using TemporaryFile checkpoint = new();
        WaveDataset failing = new(40, TestNetworks.Data(network).InputShape)
        {
            OnRead = (index, context) =>
            {
                if (context is { Epoch: 2, IsTraining: true } && index == 25)
                {
                    throw new IOException("the disk is gone");
                }
            },
        };
        Model killed = Create(network, "adam");
        DataException error = Assert.Throws<DataException>(() => killed.Fit(failing, Options(network) with { Checkpoint = checkpoint }));
        Assert.Contains("wave 25", error.Message, StringComparison.Ordinal);

        Model other = Create(network, "adam");
        History history = other.Fit(TestNetworks.Data(network), Options(network) with { Checkpoint = checkpoint, Resume = true });
        RequireSame(whole, expected, other, history);

        // The same object, which has seen half an epoch since, resumes as well.
        history = killed.Fit(TestNetworks.Data(network), Options(network) with { Checkpoint = checkpoint, Resume = true });
        Assert.Equal(Epochs, history.Epochs.Count);
        RequireSame(whole, expected, killed, history);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    public void Prefetching_capturing_and_threads_do_not_change_a_bit(string network)
    {
        Model first = Create(network, "adam");
        first.Passes = GraphPasses.None;
        History expected = first.Fit(TestNetworks.Data(network), Options(network) with { Epochs = 2 });
        foreach ((int threads, bool prefetch, bool captured) in ((int, bool, bool)[])[(1, false, true), (2, true, true), (2, false, false), (3, true, false)])
        {
            Model model = Create(network, "adam", threads);
            model.CaptureSteps = captured;
            model.Passes = GraphPasses.None;
            History history = model.Fit(TestNetworks.Data(network), Options(network) with { Epochs = 2, Prefetch = prefetch });
            RequireSame(first, expected, model, history);
        }
    }

    [Fact]
    public void Another_seed_gives_other_bits()
    {
        Model a = TestNetworks.Create("mlp", seed: 1);
        Model b = TestNetworks.Create("mlp", seed: 2);
        b.Parameters.Values.CopyFrom(a.Parameters.Values);
        a.Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 1 });
        b.Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 1 });

        Assert.NotEqual(a.Parameters.Values.ToArray(), b.Parameters.Values.ToArray());
    }

    [Fact]
    public void Resuming_a_finished_run_returns_its_history_and_changes_nothing()
    {
        using TemporaryFile checkpoint = new();
        Model model = Create("mlp", "adam");
        FitOptions options = Options("mlp") with { Checkpoint = checkpoint };
        History expected = model.Fit(TestNetworks.Data("mlp"), options);

        Model resumed = Create("mlp", "adam");
        History history = resumed.Fit(TestNetworks.Data("mlp"), options with { Resume = true });

        RequireSame(model, expected, resumed, history);
    }

    [Fact]
    public void A_run_that_stopped_early_does_not_go_on_when_resumed()
    {
        using TemporaryFile checkpoint = new();
        FitOptions options = new() { Epochs = 20, Callbacks = [new EarlyStopping("loss", patience: 1, minimumGain: 10)], Checkpoint = checkpoint, Resume = true };
        Model model = Create("mlp", "adam");
        Assert.Equal(2, model.Fit(TestNetworks.Data("mlp"), options).Epochs.Count);

        Assert.Equal(2, Create("mlp", "adam").Fit(TestNetworks.Data("mlp"), options).Epochs.Count);
    }

    [Fact]
    public void A_checkpoint_can_be_loaded_as_a_model()
    {
        using TemporaryFile checkpoint = new();
        Model model = Create("cnn", "adam");
        model.Fit(TestNetworks.Data("cnn"), Options("cnn") with { Checkpoint = checkpoint });
        Model loaded = TestNetworks.Create("cnn", seed: 77);

        loaded.Load(checkpoint);

        Assert.Equal(model.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
    }

    private static Model Create(string network, string optimizer, int threads = 2)
        => TestNetworks.Create(network, device: TestDevices.Cpu(threads), optimizer: optimizer == "adam"
            ? new Adam(new WarmUp(new CosineDecay(0.01, 20, 0.001), 4))
            : new Sgd(new StepDecay(0.05, 0.7, 6), momentum: 0.9, nesterov: true, weightDecay: 1e-3, clipNorm: 2));

    private static FitOptions Options(string network) => new()
    {
        Epochs = Epochs,
        BatchSize = 8,
        Validation = TestNetworks.Data(network, 11),

        // The validation loss falls in every epoch; this figure is bound to stall, so that the factor really changes.
        Callbacks = [new ReduceRateOnPlateau("val_accuracy", 0.5, patience: 1, higherIsBetter: false)],
    };

    private static void RequireSame(Model expected, History expectedHistory, Model actual, History actualHistory)
    {
        Assert.Equal(expected.Parameters.Values.ToArray(), actual.Parameters.Values.ToArray());
        Assert.Equal(expected.Optimizer.StepCount, actual.Optimizer.StepCount);
        Assert.Equal(expected.Parameters.Clock.Step, actual.Parameters.Clock.Step);
        Assert.Equal(expected.Optimizer.RateFactor, actual.Optimizer.RateFactor);
        for (int i = 0; i < expected.Optimizer.States.Count; i++)
        {
            Assert.Equal(expected.Optimizer.States[i].ToArray(), actual.Optimizer.States[i].ToArray());
        }

        Assert.Equal(expectedHistory.Epochs.Count, actualHistory.Epochs.Count);
        foreach ((EpochRecord first, EpochRecord second) in expectedHistory.Epochs.Zip(actualHistory.Epochs))
        {
            Assert.Equal(first.Epoch, second.Epoch);
            Assert.Equal(first.LearningRate, second.LearningRate);
            Assert.Equal(first.Values, second.Values);
        }
    }
}
